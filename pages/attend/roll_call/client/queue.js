// The taps of one register that the server has not yet acknowledged, and those it refused.
// One localStorage key a tap, so that two tabs of a tablet never write over each other.
import { local, strict } from './shelf.js'

const PREFIX = 'telaio.tap.'

export class Queue {
  constructor(register) {
    this.register = register
    this.waiting = new Map()
    this.refused = new Map()
    this.prefix = `${PREFIX}${register}.`
    for (const [, text] of local.entries(this.prefix)) this.#take(text)
  }

  // In the order of tapping.
  all() { return [...this.waiting.values()].sort(byOrder) }

  get size() { return this.waiting.size }

  get latestAt() { return Math.max(0, ...[...this.waiting.values()].map(tap => tap.at)) }

  // Neither kind of storage takes anything: the taps live in this page alone.
  get fragile() { return !local.works && !strict.works }

  // At once, before anything is painted.
  put(taps) {
    for (const tap of taps) {
      this.waiting.set(tap.uuid, tap)
      local.set(this.prefix + tap.uuid, JSON.stringify({ tap }))
    }
  }

  // On disk, right after the paint.
  keep(taps) { return strict.put(taps.filter(tap => this.waiting.has(tap.uuid)).map(tap => this.#row(tap))) }

  acknowledged(uuids) {
    for (const uuid of uuids) this.#forget(uuid)
    if (uuids.length) strict.drop(uuids)
  }

  // A refused tap is kept with its reason until somebody decides.
  refuse(reasons) {
    for (const [uuid, reason] of Object.entries(reasons)) {
      const tap = this.waiting.get(uuid)
      if (!tap) continue
      this.waiting.delete(uuid)
      this.refused.set(uuid, { tap, reason })
      local.set(this.prefix + uuid, JSON.stringify({ tap, reason }))
      strict.put([this.#row(tap, reason)])
    }
  }

  again(uuid) {
    const { tap } = this.refused.get(uuid)
    this.refused.delete(uuid)
    this.put([tap])
    this.keep([tap])
  }

  dismiss(uuid) { this.acknowledged([uuid]) }

  // Taps that had reached the strict store but not the lazy one. Gives the highest order number seen.
  async restore() {
    let top = Math.max(0, ...this.all().map(tap => tap.seq))
    for (const row of await strict.all()) {
      top = Math.max(top, row.tap.seq)
      if (row.register !== this.register || this.waiting.has(row.uuid) || this.refused.has(row.uuid)) continue
      const text = JSON.stringify({ tap: row.tap, reason: row.reason })
      local.set(this.prefix + row.uuid, text)
      this.#take(text)
    }
    return top
  }

  // What another tab of this tablet did.
  heard(event) {
    if (!event.key?.startsWith(this.prefix)) return false
    if (event.newValue) this.#take(event.newValue)
    else this.#forget(event.key.slice(this.prefix.length))
    return true
  }

  #row(tap, reason) { return { uuid: tap.uuid, register: this.register, tap, reason } }

  #take(text) {
    try {
      const { tap, reason } = JSON.parse(text)
      this.waiting.delete(tap.uuid)
      this.refused.delete(tap.uuid)
      if (reason) this.refused.set(tap.uuid, { tap, reason })
      else this.waiting.set(tap.uuid, tap)
    } catch { /* a damaged entry is no tap */ }
  }

  #forget(uuid) {
    this.waiting.delete(uuid)
    this.refused.delete(uuid)
    local.remove(this.prefix + uuid)
  }
}

// Names of the registers for which something waits on this tablet.
export async function names() {
  const found = new Set()
  for (const [key, text] of local.entries(PREFIX)) if (!text.includes('"reason"')) found.add(key.slice(PREFIX.length, key.lastIndexOf('.')))
  for (const row of await strict.all()) if (!row.reason) found.add(row.register)
  return found
}

function byOrder(one, other) { return one.seq - other.seq || (one.uuid < other.uuid ? -1 : 1) }
