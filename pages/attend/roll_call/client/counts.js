// Head-counts: a card for each school or group, with plus, minus and the number itself.
import { el, setAttribute, setText } from './dom.js'

const WHO = ['children', 'adults', 'accompanying'], MOST = 2000, TYPING = 500

export class Counts {
  constructor(words, organisations, counted) {
    Object.assign(this, { words, counted })
    this.cards = new Map()
    this.node = el('section', { className: 'counts', ariaLabel: words.schools_and_groups }, el('h2', { textContent: words.schools_and_groups }))
    this.meet(organisations)
  }

  // Cards only ever come after those that stand.
  meet(organisations) {
    for (const organisation of organisations) if (!this.cards.has(organisation.id)) this.#card(organisation)
  }

  paint(states) {
    for (const [id, card] of this.cards) {
      for (const who of WHO) {
        const { number, badge } = states(id, who)
        const field = card.fields[who]
        if (card.node.getRootNode().activeElement !== field && field.value !== String(number ?? '')) field.value = number ?? ''
        setAttribute(field.parentElement, 'data-badge', badge)
        field.number = number
      }
      const written = WHO.map(who => states(id, who)).find(state => state.number !== null)
      if (written) card.estimated = written.estimated
      setAttribute(card.estimate, 'aria-pressed', String(card.estimated))
      setText(card.estimate, card.estimated ? this.words.estimated : this.words.certain)
    }
  }

  lock(locked) { for (const input of this.node.querySelectorAll('button, input')) input.disabled = locked }

  #card({ id, name, kind }) {
    const { words } = this
    const label = name ?? words.drop_in
    const card = { estimated: false, fields: {} }
    card.estimate = el('button', { type: 'button', className: 'estimate', title: words.estimate_help, onclick: () => this.#turn(id, card) })
    card.node = el('section', { className: 'organisation', ariaLabel: label },
      el('header', {}, el('h3', { title: label }, el('bdi', { textContent: label })), card.estimate),
      ...WHO.map(who => this.#row(id, who, card, label)))
    this.cards.set(id, card)
    this.node.append(card.node)
  }

  #row(id, who, card, label) {
    const field = el('input', { type: 'number', inputMode: 'numeric', min: 0, max: MOST, placeholder: '–', ariaLabel: `${label}, ${this.words.who[who]}` })
    const say = number => {
      field.value = number
      field.number = number
      this.counted({ organisation: id, who, number, estimated: card.estimated })
    }
    const typed = () => {
      clearTimeout(field.timer)
      const number = Math.trunc(Number(field.value))
      if (field.value === '' || !(number >= 0) || number > MOST || number === field.number) return
      say(number)
    }
    const step = by => {
      clearTimeout(field.timer)
      say(Math.min(MOST, Math.max(0, (field.value === '' ? 0 : Math.trunc(Number(field.value))) + by)))
    }
    field.addEventListener('input', () => { clearTimeout(field.timer); field.timer = setTimeout(typed, TYPING) })
    field.addEventListener('change', typed)
    field.addEventListener('focus', () => field.select())
    card.fields[who] = field
    const button = (sign, by, word) => el('button', { type: 'button', className: 'step', textContent: sign,
      ariaLabel: `${label}, ${this.words.who[who]}: ${word}`, onclick: () => step(by) })
    return el('div', { className: 'count' }, el('span', { className: 'who', textContent: this.words.who[who], ariaHidden: 'true' }),
      button('−', -1, this.words.one_less), field, button('+', 1, this.words.one_more))
  }

  // Certain or estimated is said of a group's numbers together, those already written included.
  #turn(id, card) {
    card.estimated = !card.estimated
    const written = WHO.filter(who => card.fields[who].number !== null && card.fields[who].number !== undefined)
    setAttribute(card.estimate, 'aria-pressed', String(card.estimated))
    setText(card.estimate, card.estimated ? this.words.estimated : this.words.certain)
    this.counted(...written.map(who => ({ organisation: id, who, number: card.fields[who].number, estimated: card.estimated })))
  }
}
