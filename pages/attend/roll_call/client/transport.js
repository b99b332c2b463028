// Sends the queue in batches until each tap is acknowledged, and asks every two seconds what other tablets wrote.
import { device } from './clock.js'

// A Wi-Fi that swallows everything is noticed within POLL + SLOW; each answer given up waits longer for the next, so that a
// slow network still gets through.
const POLL = 2000, SLOW = 2000, GIVE_UP = 5000, MOST = 200, LONGEST_PAUSE = 8000

export class Transport {
  constructor(queue, { known, heard, changed, ended = () => {} }) {
    Object.assign(this, { queue, known, heard, changed, ended })
    this.trouble = null
    this.savedAt = null
    this.failures = 0
    this.unanswered = 0
    this.sentAt = null
    this.wake = () => this.soon()
    window.addEventListener('online', this.wake)
    window.addEventListener('pageshow', this.wake)
    document.addEventListener('visibilitychange', this.wake)
  }

  use(data) {
    const renewed = this.pass !== data.pass
    Object.assign(this, { pass: data.pass, url: data.url })
    if (renewed && this.trouble && this.trouble !== 'network') this.soon()
  }

  soon() {
    this.failures = 0
    this.#later(0)
  }

  // A request that gets no answer is noticed before it is given up.
  get cut() { return this.trouble === 'network' || (this.sentAt !== null && performance.now() - this.sentAt > SLOW) }

  // The register is closed: what waits is still sent, as long as the page lives.
  leave() {
    this.leaving = true
    if (!this.queue.size) this.end()
  }

  end() {
    if (this.over) return
    this.over = true
    this.ended()
    clearTimeout(this.timer)
    window.removeEventListener('online', this.wake)
    window.removeEventListener('pageshow', this.wake)
    document.removeEventListener('visibilitychange', this.wake)
  }

  #later(pause) {
    clearTimeout(this.timer)
    if (this.leaving && !this.queue.size) this.end()
    if (!this.over) this.timer = setTimeout(() => this.#turn(), pause)
  }

  async #turn() {
    if (this.sentAt !== null) { this.again = true; return }
    const taps = this.queue.all().slice(0, MOST)
    if (!taps.length && document.visibilityState === 'hidden') return this.#later(POLL)
    this.again = false
    this.sentAt = performance.now()
    try {
      const answer = await this.#exchange(taps)
      this.trouble = null
      this.failures = this.unanswered = 0
      this.queue.refuse(answer.refused)
      this.heard(answer.changes)
      this.queue.acknowledged(answer.acknowledged)
      const left = taps.some(tap => this.queue.waiting.has(tap.uuid))
      this.pause = left ? POLL : this.queue.size || this.again ? 0 : POLL
    } catch (problem) {
      this.trouble = problem.status === 401 ? 'pass' : problem.status === 403 ? problem.key : 'network'
      this.failures += 1
      if (this.trouble === 'network') this.unanswered += 1
      this.pause = Math.min(LONGEST_PAUSE, 500 * 2 ** this.failures) * (0.75 + Math.random() / 2)
    }
    this.sentAt = null
    this.changed()
    this.#later(this.pause)
  }

  // A pass runs out after some hours; the browser's own sign-in gives another, if it still stands.
  async #exchange(taps) {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(this.#patience) : this.#cutAfter(this.#patience)
    if (!this.pass) await this.#renew(signal)
    try {
      return await this.#send(taps, signal)
    } catch (problem) {
      if (problem.status !== 401) throw problem
      await this.#renew(signal)
      return this.#send(taps, signal)
    }
  }

  get #patience() { return GIVE_UP * Math.min(4, 1 + this.unanswered) }

  #cutAfter(time) {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), time)
    return stop.signal
  }

  async #renew(signal) {
    const answer = await fetch(`/appello/${this.url.split('/').pop()}/pass.json`, { cache: 'no-store', signal })
    const { name, pass, refused } = await answer.json()
    if (!answer.ok) throw Object.assign(new Error(answer.status), { status: answer.status, key: refused })
    if (name !== this.queue.register) throw Object.assign(new Error('the other Casa'), { status: 401 })
    this.pass = pass
  }

  async #send(taps, signal) {
    const answer = await fetch(this.url, {
      method: 'POST', credentials: 'omit', cache: 'no-store', signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.pass}` },
      body: JSON.stringify({ device: device(), now: Date.now(), since: this.known(), taps }),
    })
    const said = await answer.json()
    if (!answer.ok) throw Object.assign(new Error(answer.status), { status: answer.status, key: said.refused })
    if (taps.length) this.savedAt = answer.headers.get('date')
    return said
  }
}
