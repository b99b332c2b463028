// One register on a tablet. A tap is queued, then painted, then kept on disk, then sent; what the screen shows is what the
// server said with the queue laid over it.
import { Bar } from './bar.js'
import { Clock } from './clock.js'
import { Counts } from './counts.js'
import { afterPaint, el, fill, uuid } from './dom.js'
import { Hurry } from './hurry.js'
import { keep, wipe } from './kept.js'
import { Newcomer } from './newcomer.js'
import { Notice } from './notice.js'
import { open } from './open.js'
import { Queue } from './queue.js'
import { Refused } from './refused.js'
import { Sheet } from './sheet.js'
import { Tiles } from './tiles.js'
import { Tools } from './tools.js'
import { Transport } from './transport.js'

const REMARKS = ['late', 'left_early', 'excused', 'note']

export class Register {
  constructor(root, data) {
    this.name = data.name
    open.add(data.name)
    this.words = data.words
    this.marks = new Map()
    this.numbers = new Map()
    this.said = new Map()
    this.hurry = new Hurry()
    this.revision = -1
    this.queue = new Queue(data.name)
    this.clock = new Clock(this.queue)
    this.transport = new Transport(this.queue, {
      known: () => this.revision, heard: changes => this.hear(changes), changed: () => this.#turned(), ended: () => open.delete(data.name),
    })
    this.#build(root, data)
    this.update(data)
    this.tools.arrangeAsBefore()
    this.heardTab = event => { if (this.queue.heard(event)) this.paint() }
    window.addEventListener('storage', this.heardTab)
    this.ticking = setInterval(() => this.#paintBar(), 500)
    this.queue.restore().then(seq => { this.clock.atLeast(seq); this.paint(); this.transport.soon() })
  }

  // New data from the screen's script: a fresh pass, perhaps newer marks. Nothing is built anew.
  update(data) {
    this.data = data
    this.shut = false
    this.transport.use(data)
    for (const person of data.people) this.tiles.meet(person)
    this.counts.meet(data.organisations)
    if (data.revision >= this.revision) this.hear({ ...data, people: [] })
    this.#lock(data.locked)
    this.tools.searched()
    const { taken } = data
    this.notice.rest(taken ? fill(this.words.taken, { name: taken.by, time: this.bar.time(taken.at) }) : this.words.hint, Boolean(taken))
    this.paint()
  }

  hear({ people, marks, remarks, counts, revision }) {
    for (const person of people) this.tiles.meet(person)
    for (const [id, present] of Object.entries(marks)) this.marks.set(String(id), present)
    for (const [id, each] of Object.entries(remarks)) for (const [what, said] of Object.entries(each)) this.said.set(`${id}.${what}`, said)
    for (const { organisation, who, number, estimated } of counts) this.numbers.set(`${organisation}.${who}`, { number, estimated: Boolean(estimated) })
    this.revision = revision < this.revision ? -1 : revision   // a restored backup knows less: hear everything again
    this.#remember()
  }

  mark(people, present) {
    const before = people.map(person => ({ person, present: this.present(person) }))
    this.putBack(people.map(person => ({ person, present })))
    const hurried = present && this.hurry.watch(before)
    if (hurried) this.#askIfMeant(hurried)
    if (present && people.length === 1) this.#offerFamily(people[0])
  }

  // Each as said: present, absent, or (null) not marked.
  putBack(marks) {
    this.#tap(marks.map(({ person, present }) => ({ kind: 'mark', person: reference(person), present: present ?? null })))
  }

  remark(person, what, said) {
    this.#tap([{ kind: 'remark', person: reference(person), what, said }])
  }

  count(...counts) {
    this.#tap(counts.map(each => ({ kind: 'count', ...each })))
  }

  arrive({ name, person_kind }) {
    this.tools.clear()
    const [tap] = this.#tap([{ kind: 'newcomer', name, person_kind }])
    this.tiles.tiles.get(this.tiles.find(tap.uuid)).scrollIntoView({ block: 'nearest' })
  }

  // true, false, or null for who is not marked.
  present(person) {
    const queued = this.#queued(person)
    return (queued ? queued.present : this.marks.get(String(person.id))) ?? null
  }

  state(person) {
    const present = this.present(person), said = this.remarks(person)
    const state = present === null ? 'unmarked' : present ? 'present' : 'absent'
    const refused = this.refusedPeople.has(person.uuid) || this.refusedPeople.has(String(person.id))
    const waiting = this.#queued(person) || REMARKS.some(what => this.#queued(person, what))
    const remarks = [present && said.late && 'late', present && said.left_early && 'left_early', present === false && said.excused && 'excused', said.note && 'note']
    return { state, badge: waiting ? 'waiting' : refused ? 'refused' : '', remarks: remarks.filter(Boolean).map(what => this.words.remarks[what]).join(' · ') }
  }

  remarks(person) {
    return Object.fromEntries(REMARKS.map(what => [what, this.#queued(person, what)?.said ?? this.said.get(`${person.id}.${what}`) ?? '']))
  }

  number(organisation, who) {
    const key = `${organisation}.${who}`, queued = this.overlay.get(key)
    const { number = null, estimated = false } = queued ?? this.numbers.get(key) ?? {}
    return { number, estimated, badge: queued ? 'waiting' : '' }
  }

  paint() {
    this.#layOver()
    this.tiles.paint(person => this.state(person))
    this.counts.paint((organisation, who) => this.number(organisation, who))
    this.refused.paint(this.queue)
    this.sheet.paint()
    this.#paintBar()
  }

  end() {
    this.transport.leave()
    clearInterval(this.ticking)
    clearTimeout(this.remembering)
    window.removeEventListener('storage', this.heardTab)
    this.node.remove()
  }

  // What to show if this page is opened again without network.
  #remember() {
    clearTimeout(this.remembering)
    this.remembering = setTimeout(() => {
      const counts = [...this.numbers].map(([key, each]) => ({ organisation: Number(key.split('.')[0]), who: key.split('.')[1], ...each }))
      if (!this.shut) keep({ ...this.data, pass: this.transport.pass, revision: this.revision, people: this.tiles.known(), marks: Object.fromEntries(this.marks), remarks: this.#allSaid(), counts })
    }, 700)
  }

  #allSaid() {
    const all = {}
    for (const [key, said] of this.said) (all[key.split('.')[0]] ??= {})[key.split('.')[1]] = said
    return all
  }

  // After each exchange. A sign-in that ended takes the names with it, from the page and the tablet; the queue stays.
  #turned() {
    if (this.transport.trouble === 'pass' && !this.shut) {
      this.shut = true
      wipe()
      this.tiles.forget()
      this.#lock(true)
    }
    this.paint()
  }

  #lock(locked) {
    this.locked = locked
    for (const part of [this.tiles, this.counts, this.tools]) part.lock(locked)
  }

  #askIfMeant(before) {
    this.tools.offerUndo(before)
    this.notice.say(fill(this.words.many_at_once, { n: before.length }), { label: this.words.undo, act: () => this.tools.takeBack() }, true)
  }

  #offerFamily(person) {
    const missing = this.tiles.familyOf(person).filter(each => each !== person && this.present(each) === null)
    if (missing.length) this.notice.say(fill(this.words.family_of, { name: person.name, n: missing.length }), { label: this.words.family, act: () => this.sheet.open(person) })
  }

  #queued(person, what = '') {
    const end = what && `.${what}`
    return this.overlay.get(`${person.uuid}${end}`) ?? this.overlay.get(`${person.id}${end}`)
  }

  #tap(all) {
    if (this.locked || !all.length) return []
    const taps = all.map(fields => ({ uuid: uuid(), ...fields, ...this.clock.next() }))
    this.queue.put(taps)
    this.tools.forgetUndo()
    this.paint()
    afterPaint(() => { this.queue.keep(taps); this.transport.soon() })
    return taps
  }

  // The last queued word on each person and number; newcomers that only this tablet knows get their tile.
  #layOver() {
    this.overlay = new Map()
    this.refusedPeople = new Set()
    for (const tap of this.queue.all()) {
      if (tap.kind === 'count') this.overlay.set(`${tap.organisation}.${tap.who}`, tap)
      else if (this.shut) continue
      else if (tap.kind === 'newcomer') this.overlay.set(this.#newcomer(tap).uuid, { present: true })
      else {
        const whom = this.tiles.find(tap.person)?.uuid ?? String(tap.person)
        this.overlay.set(tap.kind === 'remark' ? `${whom}.${tap.what}` : whom, tap)
      }
    }
    for (const { tap } of this.queue.refused.values()) if (tap.kind !== 'count') this.refusedPeople.add(String(tap.person ?? tap.uuid))
  }

  #newcomer(tap) {
    const person = this.tiles.meet({ id: null, uuid: tap.uuid, display_name: tap.name, group: 'added' })
    return person
  }

  #paintBar() {
    const people = this.tiles.each(), here = people.filter(person => this.state(person).state === 'present')
    const enrolled = people.filter(person => person.group === 'enrolled')
    const counted = [...this.counts.cards.keys()].flatMap(id => ['children', 'adults', 'accompanying'].map(who => this.number(id, who).number ?? 0))
    this.bar.paint({
      present: here.length,
      of: enrolled.length && new Set([...enrolled, ...here]).size,
      counted: counted.reduce((sum, number) => sum + number, 0),
    }, this)
  }

  #build(root, { words, lang, organisations }) {
    this.bar = new Bar(words, lang)
    this.tiles = new Tiles(words, { tapped: (person, present) => this.mark([person], present), held: person => this.sheet.open(person) })
    this.sheet = new Sheet(words, this)
    this.notice = new Notice()
    this.counts = new Counts(words, organisations, (...counts) => this.count(...counts))
    this.newcomer = new Newcomer(words, arrived => this.arrive(arrived))
    this.refused = new Refused(words, {
      describe: tap => this.#described(tap),
      again: id => { this.queue.again(id); this.paint(); this.transport.soon() },
      dismiss: id => { this.queue.dismiss(id); this.paint() },
    })
    this.tools = new Tools(words, this)
    this.columns = el('div', { className: 'columns' }, this.tiles.node, this.counts.node)
    this.node = el('div', { className: 'roll-call', lang }, this.bar.node, this.tools.node, this.notice.node, this.columns,
      this.refused.node, this.newcomer.node, this.sheet.node)
    root.append(this.node)
  }

  #described(tap) {
    if (tap.kind === 'newcomer') return tap.name
    const name = this.tiles.find(tap.person)?.name ?? ''
    if (tap.kind === 'mark') return `${name} · ${this.words.states[tap.present === null ? 'unmarked' : tap.present ? 'present' : 'absent']}`
    if (tap.kind === 'remark') return `${name} · ${this.words.remarks[tap.what]}`
    return fill('{number} · {who}', { number: tap.number, who: this.words.who[tap.who] })
  }
}

function reference(person) { return person.id ?? person.uuid }
