// One line under the tools, always there so that nothing moves: a hint, or what somebody should look at now.
import { el, setText } from './dom.js'

const STAYS = 20000

export class Notice {
  constructor() {
    this.said = el('span', { className: 'notice-words' })
    this.button = el('button', { type: 'button', className: 'act', onclick: () => this.#act() })
    this.node = el('div', { className: 'notice', role: 'status' }, this.said, this.button)
  }

  // What stands here as long as there is nothing else to say.
  rest(sentence, warns = false) {
    this.resting = { sentence, warns }
    if (!this.timer) this.#show(sentence, null, warns)
  }

  // Says something for a while, with one thing to do about it.
  say(sentence, action, warns = false) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.quiet(), STAYS)
    this.#show(sentence, action, warns)
  }

  quiet() {
    clearTimeout(this.timer)
    this.timer = null
    this.#show(this.resting.sentence, null, this.resting.warns)
  }

  #act() {
    const { act } = this.action
    this.quiet()
    act()
  }

  #show(sentence, action, warns) {
    this.action = action
    setText(this.said, sentence)
    this.said.title = sentence
    this.button.style.visibility = action ? 'visible' : 'hidden'
    setText(this.button, action?.label ?? '')
    this.node.classList.toggle('warns', warns)
  }
}
