// What else there is to say of one person, on a long press: late, left early, excused, a note for today; and their family, to be
// marked together.
import { el, fill, setAttribute, setText } from './dom.js'

const STATES = ['present', 'absent', 'unmarked'], SIGNS = ['late', 'left_early', 'excused']

export class Sheet {
  constructor(words, register) {
    Object.assign(this, { words, register })
    this.name = el('bdi')
    this.states = this.#row(STATES, words.states, state => register.mark([this.person], { present: true, absent: false, unmarked: null }[state]))
    this.signs = this.#row(SIGNS, words.remarks, what => this.#turn(what))
    this.note = el('input', { type: 'text', id: 'sheet-note', maxLength: 120, autocomplete: 'off', enterKeyHint: 'done' })
    this.members = el('div', { className: 'members' })
    this.together = el('button', { type: 'button', className: 'primary together', onclick: () => this.#together() })
    this.family = el('section', { className: 'family' }, el('h3', { textContent: words.family }), this.members, this.together)
    this.node = el('dialog', { className: 'newcomer sheet', ariaLabel: words.sheet },
      el('form', { method: 'dialog' }, el('h2', {}, this.name), this.family, this.states.node, this.signs.node,
        el('label', { htmlFor: 'sheet-note', textContent: words.note }), this.note,
        el('div', { className: 'actions' }, el('button', { type: 'submit', textContent: words.close }))))
    this.node.addEventListener('close', () => this.#keepNote())
    this.node.addEventListener('click', event => { if (event.target === this.node) this.node.close() })
  }

  open(person) {
    if (this.node.open) return
    this.person = person
    this.written = this.register.remarks(person).note
    this.note.value = this.written
    setText(this.name, person.name)
    this.#familyOf(person)
    this.paint()
    this.node.showModal()
  }

  paint() {
    if (!this.person) return
    const { state } = this.register.state(this.person), remarks = this.register.remarks(this.person)
    for (const each of STATES) setAttribute(this.states.buttons[each], 'aria-pressed', String(each === state))
    for (const each of SIGNS) setAttribute(this.signs.buttons[each], 'aria-pressed', String(Boolean(remarks[each])))
  }

  // Late and left early are said of who is here, excused of who is not.
  #turn(what) {
    const on = !this.register.remarks(this.person)[what], { state } = this.register.state(this.person)
    if (on && what === 'excused' && state !== 'absent') this.register.mark([this.person], false)
    if (on && what !== 'excused' && state !== 'present') this.register.mark([this.person], true)
    this.register.remark(this.person, what, on ? 'yes' : '')
  }

  #keepNote() {
    const said = this.note.value.trim()
    if (said !== this.written) this.register.remark(this.person, 'note', said)
    this.person = null
  }

  // Everybody of the household, chosen as the last time any of them came.
  #familyOf(person) {
    const family = this.register.tiles.familyOf(person), came = family.some(each => each.told.last)
    this.family.hidden = family.length < 2
    this.boxes = family.map(each => {
      const box = el('input', { type: 'checkbox', onchange: () => this.#many() })
      box.checked = !came || Boolean(each.told.last)
      return { each, box }
    })
    this.members.replaceChildren(...this.boxes.map(({ each, box }) => el('label', {}, box, el('bdi', { textContent: each.name }))))
    this.#many()
  }

  #many() {
    const chosen = this.boxes.filter(({ box }) => box.checked).length
    setText(this.together, fill(this.words.together_here, { n: chosen }))
    this.together.disabled = !chosen
  }

  #together() {
    const chosen = this.boxes.filter(({ box }) => box.checked).map(({ each }) => each)
    this.register.mark(chosen.filter(each => this.register.state(each).state !== 'present'), true)
    this.node.close()
  }

  #row(keys, words, pressed) {
    const buttons = Object.fromEntries(keys.map(key =>
      [key, el('button', { type: 'button', 'aria-pressed': 'false', textContent: words[key], onclick: () => pressed(key) })]))
    return { buttons, node: el('div', { className: 'row' }, ...Object.values(buttons)) }
  }
}
