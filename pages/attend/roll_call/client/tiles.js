// People as tiles of one size. A tile never moves once it stands: newcomers come last, badges lie outside the flow.
import { el, folded, setAttribute, setText } from './dom.js'
import { onHold } from './hold.js'

const SIGNS = { present: '✓', absent: '–', unmarked: '' }
const SHORT = 18, LINE = 11
const GROUPS = ['enrolled', 'regular', 'added', 'everyone']

export class Tiles {
  constructor(words, { tapped, held }) {
    Object.assign(this, { words, tapped })
    this.order = 'group'
    this.tiles = new Map()   // by the person's first name here: id, or a newcomer's uuid
    this.people = new Map()  // by id and by uuid
    this.groups = Object.fromEntries(GROUPS.map(group => [group, this.#group(group)]))
    this.none = el('p', { className: 'none', hidden: true })
    this.node = el('div', { className: 'people' }, this.none, ...Object.values(this.groups).map(group => group.node))
    onHold(this.node, held)
    this.node.addEventListener('click', event => {
      const tile = event.target.closest('.tile')
      if (tile) this.tapped(tile.person, tile.dataset.state !== 'present')
    })
  }

  // Adds who is not here yet; a newcomer of this tablet gets its number as soon as the server has given one.
  meet(person) {
    const known = this.people.get(String(person.id)) || this.people.get(person.uuid)
    if (known) {
      known.id ??= person.id
      this.#know(known)
      return known
    }
    const mine = { id: person.id ?? null, uuid: person.uuid ?? null, name: person.display_name, group: person.group,
                   searched: `${person.folded ?? ''} ${folded(person.display_name)} ${(person.household ?? '').toLowerCase()}`,
                   household: person.household ?? '', told: person }
    this.#know(mine)
    this.#stand(mine)
    return mine
  }

  familyOf(person) { return person.household ? this.each().filter(each => each.household === person.household) : [person] }

  // By group, by name, or who is not here yet first. Tiles move now and only now: not while taps go on.
  arrange(order, isHere) {
    this.order = order
    const people = this.each()
    const byName = (one, other) => folded(one.name).localeCompare(folded(other.name))
    if (order !== 'group') people.sort((one, other) => (order === 'missing' && isHere(one) - isHere(other)) || byName(one, other))
    for (const person of people) this.#grid(person).append(this.tiles.get(person))
    for (const group of Object.values(this.groups)) group.node.classList.toggle('empty', !group.grid.querySelector('.tile:not([hidden])'))
  }

  // Everybody as the server told of them, or as typed here.
  known() { return this.each().map(({ id, uuid, told }) => ({ ...told, id, uuid })) }

  // The sign-in is over: no name stays on the screen.
  forget() {
    for (const tile of this.tiles.values()) tile.remove()
    this.tiles.clear()
    this.people.clear()
    for (const group of Object.values(this.groups)) group.node.classList.add('empty')
    this.none.hidden = false
    setText(this.none, this.words.signed_out)
  }

  find(reference) { return this.people.get(String(reference)) }

  each() { return [...this.tiles.keys()] }

  paint(states) {
    for (const [person, tile] of this.tiles) {
      const { state, badge, remarks } = states(person)
      if (tile.dataset.state !== state) {
        tile.dataset.state = state
        setAttribute(tile, 'aria-pressed', String(state === 'present'))
        setText(tile.parts.sign, SIGNS[state])
        setText(tile.parts.said, this.words.states[state])
      }
      if (tile.dataset.badge !== badge) tile.dataset.badge = badge
      setText(tile.parts.remarks, remarks)
    }
  }

  search(text) {
    const wanted = folded(text).split(/\s+/).filter(Boolean)
    let left = 0
    for (const [person, tile] of this.tiles) {
      const fits = wanted.every(word => person.searched.split(' ').some(part => part.startsWith(word)))
      tile.hidden = !fits
      left += fits
    }
    for (const group of Object.values(this.groups)) group.node.classList.toggle('empty', !group.grid.querySelector('.tile:not([hidden])'))
    this.none.hidden = left > 0
    setText(this.none, wanted.length ? this.words.nobody_found : this.words.nobody_yet)
  }

  lock(locked) { for (const tile of this.tiles.values()) tile.disabled = locked }

  #know(person) {
    if (person.id !== null) this.people.set(String(person.id), person)
    if (person.uuid) this.people.set(person.uuid, person)
  }

  #stand(person) {
    const tile = el('button', { type: 'button', className: 'tile', title: person.name, 'aria-pressed': 'false', 'aria-keyshortcuts': 'Shift+Enter' })
    tile.person = person
    const shown = lines(person.name)
    const name = el('bdi', { className: 'name' }, ...shown.map(line => el('span', { className: 'line', textContent: line })))
    name.alike = [...shown[0]].slice(0, LINE - 2).join('') + (shown[1] ?? shown[0])
    if (shown.length > 1) name.classList.add('long')
    tile.parts = { sign: el('span', { className: 'sign', ariaHidden: 'true' }), name, said: el('span', { className: 'unseen' }), remarks: el('small', { className: 'remarks' }) }
    tile.append(tile.parts.sign, el('span', { className: 'names' }, name), tile.parts.said, tile.parts.remarks)
    this.tiles.set(person, tile)
    this.#grid(person).append(tile)
    this.#grid(person).parentElement.classList.remove('empty')
    this.none.hidden = true
    this.#tellApart(person, tile)
  }

  #grid(person) { return this.groups[this.order === 'group' ? person.group : 'everyone'].grid }

  // Two tiles that read the same carry their household's code.
  #tellApart(person, tile) {
    const alike = [...this.tiles].filter(([, other]) => other.parts.name.alike === tile.parts.name.alike)
    if (alike.length < 2) return
    for (const [each, { parts }] of alike) if (each.household && !parts.code) {
      parts.code = el('small', { className: 'code', textContent: each.household })
      parts.name.after(parts.code)
    }
  }

  #group(group) {
    const grid = el('div', { className: 'tiles', role: 'group', ariaLabel: this.words.groups[group] })
    const node = el('div', { className: `group ${group} empty` }, el('h2', { textContent: this.words.groups[group] }), grid)
    return { node, grid }
  }
}

// A long name stands on two lines, its beginning and its end: first names begin alike and initials stand at the end.
export function lines(name) {
  const letters = [...name]
  if (letters.length <= SHORT) return [name]
  const space = name.lastIndexOf(' ', name.length - 5)
  if (space > 0 && [...name.slice(space + 1)].length <= LINE) return [name.slice(0, space), name.slice(space + 1)]
  return [letters.slice(0, -LINE + 1).join('').trim(), `…${letters.slice(-LINE + 1).join('').trim()}`]
}
