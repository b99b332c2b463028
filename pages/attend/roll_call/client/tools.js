// Above the tiles: the search, everybody present and its undo, somebody new; on a narrow screen also which half to see.
import { el } from './dom.js'
import { local } from './shelf.js'

const ORDERS = ['group', 'name', 'missing'], REMEMBERED = 'telaio.arrangement'

export class Tools {
  constructor(words, register) {
    this.register = register
    this.search = el('input', { type: 'search', className: 'search', placeholder: words.search, ariaLabel: words.search, autocomplete: 'off',
                                oninput: () => this.searched(), onkeydown: event => { if (event.key === 'Enter') this.chosen() } })
    this.all = this.#button(words.all_present, 'all', () => this.everybody())
    this.undo = this.#button(words.undo, 'undo', () => this.takeBack())
    this.add = this.#button(words.newcomer, 'add', () => register.newcomer.open(register.tiles.none.hidden ? '' : this.search.value.trim()))
    this.halves = el('div', { className: 'halves', role: 'group' },
      this.#button(words.people, 'half', () => this.see('people')), this.#button(words.schools_and_groups, 'half', () => this.see('counts')))
    this.order = el('select', { className: 'order', ariaLabel: words.order, onchange: () => this.arrange(this.order.value) },
      ...ORDERS.map(key => el('option', { value: key, textContent: words.orders[key] })))
    this.node = el('div', { className: 'tools' }, this.halves, this.search, this.order, this.all, this.undo, this.add)
    this.forgetUndo()
  }

  searched() {
    this.register.tiles.search(this.search.value)
    const enrolled = this.register.tiles.each().some(person => person.group === 'enrolled')
    this.all.disabled = this.locked || !enrolled || this.search.value.trim() !== ''
    if (!this.half) this.see(this.register.tiles.each().length ? 'people' : 'counts')
  }

  clear() {
    this.search.value = ''
    this.searched()
  }

  // Enter marks the one tile that is left.
  chosen() {
    const left = this.register.tiles.node.querySelectorAll('.tile:not([hidden])')
    if (left.length === 1) left[0].click()
    this.search.select()
  }

  everybody() {
    const { register } = this
    const missing = register.tiles.each().filter(person => person.group === 'enrolled' && register.state(person).state !== 'present')
    const before = missing.map(person => ({ person, present: register.present(person) }))
    register.mark(missing, true)
    this.offerUndo(before)
  }

  offerUndo(before) {
    this.undoing = before
    this.undo.disabled = !before.length
  }

  // As it was before: who was not marked is not marked again.
  takeBack() {
    const before = this.undoing
    this.forgetUndo()
    this.register.putBack(before)
  }

  // As chosen on this tablet the last time.
  arrangeAsBefore() {
    const remembered = local.get(REMEMBERED)
    if (ORDERS.includes(remembered)) this.order.value = remembered
    this.arrange(this.order.value)
  }

  arrange(order) {
    local.set(REMEMBERED, order)
    this.register.tiles.arrange(order, person => this.register.state(person).state === 'present')
  }

  forgetUndo() {
    this.undoing = []
    this.undo.disabled = true
  }

  see(half) {
    this.half = half
    this.register.node.dataset.half = half
    const [people, counts] = this.halves.children
    people.setAttribute('aria-pressed', String(half === 'people'))
    counts.setAttribute('aria-pressed', String(half === 'counts'))
  }

  lock(locked) {
    this.locked = locked
    this.add.disabled = locked
  }

  #button(text, name, onclick) { return el('button', { type: 'button', className: name, textContent: text, onclick }) }
}
