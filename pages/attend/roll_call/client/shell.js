// The page that stands in while there is no network: the register last known on this tablet, or which of them there are.
import { el } from './dom.js'
import { all } from './kept.js'
import { Register } from './register.js'

const ID = new URLSearchParams(location.search).get('id')
const known = await all()
const lang = known[0]?.lang ?? (navigator.language.startsWith('it') ? 'it' : 'en')
const words = JSON.parse(document.getElementById('words').textContent)[lang]
const main = document.querySelector('main')
document.documentElement.lang = lang

const asked = location.pathname === '/appello' && known.find(({ name }) => name.endsWith(`.${ID}`))
if (asked) open(asked)
else choose()

function open(data) {
  head(data.heading, el('a', { href: '/oggi', className: 'button', textContent: words.today }))
  main.append(el('p', { className: 'quiet', textContent: words.standing_in }))
  const root = el('div')
  main.append(root)
  const shadow = root.attachShadow({ mode: 'open' })
  shadow.append(el('link', { rel: 'stylesheet', href: new URL('./roll_call.css', import.meta.url).href }))
  window.telaioRegister = new Register(shadow, data)
}

function choose() {
  head(words.no_network, el('button', { type: 'button', className: 'button', textContent: words.try_again, onclick: () => location.reload() }))
  main.append(el('p', { textContent: known.length ? words.which : words.none }))
  for (const { name, heading } of known) {
    main.append(el('a', { className: 'register', href: `/appello?id=${name.split('.')[1]}` }, el('bdi', { textContent: heading })))
  }
  window.addEventListener('online', () => location.reload())
}

function head(title, action) {
  document.title = `${title} · Telaio`
  main.append(el('header', {}, el('h1', {}, el('bdi', { textContent: title })), action))
}
