// Somebody new, in two fields, without leaving the register.
import { el } from './dom.js'

export class Newcomer {
  constructor(words, arrived) {
    this.name = el('input', { type: 'text', maxLength: 60, required: true, autocomplete: 'off', enterKeyHint: 'done', id: 'newcomer-name' })
    this.node = el('dialog', { className: 'newcomer', ariaLabel: words.newcomer },
      el('form', { method: 'dialog' },
        el('h2', { textContent: words.newcomer_title }),
        el('label', { htmlFor: 'newcomer-name', textContent: words.newcomer_name }), this.name,
        el('div', { className: 'kinds', role: 'radiogroup', ariaLabel: words.newcomer_kind }, ...['child', 'adult'].map((kind, i) =>
          el('label', {}, el('input', { type: 'radio', name: 'kind', value: kind, defaultChecked: i === 0 }), el('span', { textContent: words.kinds[kind] })))),
        el('div', { className: 'actions' },
          el('button', { type: 'button', textContent: words.cancel, onclick: () => this.node.close() }),
          el('button', { type: 'submit', className: 'primary', textContent: words.newcomer_here }))))
    this.form = this.node.firstChild
    this.form.addEventListener('submit', event => {
      event.preventDefault()
      const name = this.name.value.trim()
      if (!name) return this.name.focus()
      this.node.close()
      arrived({ name, person_kind: new FormData(this.form).get('kind') })
    })
  }

  open(name = '') {
    this.form.reset()
    this.name.value = name
    this.node.showModal()
    this.name.focus()
  }
}
