// The line above the register: how many, and whether it is saved. Its words change, its size never does.
import { counted, el, fill, setAttribute, setText } from './dom.js'

export class Bar {
  constructor(words, lang) {
    Object.assign(this, { words, lang })
    this.numbers = Object.fromEntries(['present', 'counted', 'together'].map(key => [key, el('b')]))
    this.totals = el('p', { className: 'totals' }, ...Object.entries(this.numbers).flatMap(([key, number]) => [el('span', {}, `${words[key]} `, number), ' ']))
    this.state = el('span', { className: 'state-words' })
    this.said = el('span', { className: 'unseen', role: 'status' })
    this.again = el('button', { type: 'button', className: 'again', textContent: words.sign_in, onclick: () => location.reload() })
    this.node = el('div', { className: 'bar' }, this.totals,
      el('p', { className: 'state' }, el('span', { className: 'light', ariaHidden: 'true' }), this.state), this.again, this.said)
  }

  paint(totals, { queue, transport }) {
    setText(this.numbers.present, totals.of ? `${totals.present}/${totals.of}` : `${totals.present}`)
    setText(this.numbers.counted, `${totals.counted}`)
    setText(this.numbers.together, `${totals.present + totals.counted}`)
    const [kind, sentence] = this.#state(queue, transport)
    setText(this.state, sentence)
    setAttribute(this.state, 'title', sentence)
    setAttribute(this.node, 'data-state', kind)
    setAttribute(this.again, 'aria-hidden', String(kind !== 'pass'))
    this.again.tabIndex = kind === 'pass' ? 0 : -1
    if (kind !== 'saving' && this.kind !== kind) {   // a reader hears turns, not every tap
      if (this.kind) setText(this.said, sentence)
      this.kind = kind
    }
  }

  #state(queue, transport) {
    const { words } = this, n = queue.size
    if (transport.trouble === 'pass') return ['pass', counted(words, 'sign_in_again', n)]
    if (queue.fragile && n) return ['cut', words.fragile]
    if (transport.cut) return ['cut', n ? counted(words, 'kept', n) : words.cut]
    if (transport.trouble) return ['pass', words.reasons[transport.trouble] || words.reasons.not_allowed]
    if (queue.refused.size) return ['refused', counted(words, 'refused', queue.refused.size)]
    if (n) return ['saving', words.saving]
    return ['saved', transport.savedAt ? fill(words.saved_at, { time: this.time(transport.savedAt) }) : words.all_saved]
  }

  time(stamp) {
    return new Date(stamp).toLocaleTimeString(this.lang, { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Rome' })
  }
}
