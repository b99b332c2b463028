// Taps the server would not take, at the foot of the register: each with its reason, kept until somebody decides. What a
// coordinator can mend is kept in the office too.
import { el, fill, setText } from './dom.js'

export class Refused {
  constructor(words, { describe, again, dismiss }) {
    Object.assign(this, { words, describe, again, dismiss })
    this.items = new Map()
    this.list = el('ul')
    this.node = el('section', { className: 'refused', hidden: true }, el('h2', { textContent: words.refused_title }), this.list)
  }

  paint(queue) {
    for (const [uuid, item] of this.items) if (!queue.refused.has(uuid)) { item.remove(); this.items.delete(uuid) }
    for (const [uuid, { tap, reason }] of queue.refused) {
      if (!this.items.has(uuid)) this.#add(uuid)
      const item = this.items.get(uuid)
      setText(item.what, this.describe(tap))
      const kept = this.words.kept_reasons.includes(reason)
      setText(item.why, `${this.words.reasons[reason] || fill(this.words.reasons.other, { reason })}${kept ? ` ${this.words.refused_kept}` : ''}`)
      setText(item.away, kept ? this.words.seen : this.words.take_away)
    }
    this.node.hidden = !queue.refused.size
  }

  #add(uuid) {
    const what = el('bdi'), why = el('span', { className: 'why' })
    const away = el('button', { type: 'button', onclick: () => this.dismiss(uuid) })
    const item = el('li', {}, el('span', { className: 'what' }, what, why),
      el('button', { type: 'button', textContent: this.words.try_again, onclick: () => this.again(uuid) }),
      away)
    Object.assign(item, { what, why, away })
    this.items.set(uuid, item)
    this.list.append(item)
  }
}
