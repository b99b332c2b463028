// A field that saves as one types. What is not yet on the server stays in this browser, and goes as soon as it answers.
const PAUSE = 400, AGAIN = 2000

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.said')
  const field = root.telaio ??= fieldIn(root)
  field.shown(data)
}

function fieldIn(root) {
  const area = make('textarea'), state = make('div', 'state'), other = make('div', 'other')
  state.setAttribute('role', 'status')
  other.hidden = true
  root.replaceChildren(area, other, state)
  let now = null, version = 0, dirty = false, sending = false, timer = 0

  // The table's keys are single letters: what is typed here is not for them.
  for (const event of ['keydown', 'keyup', 'keypress']) area.addEventListener(event, (e) => e.stopPropagation())
  area.addEventListener('input', () => {
    dirty = true
    keep(now, area.value, version)
    say(now.words.saving)
    later(PAUSE)
  })
  area.addEventListener('blur', () => dirty && later(0))

  function shown(data) {
    if (now && now.name !== data.name && dirty) send(true)
    const another = !now || now.name !== data.name
    now = data
    area.readOnly = !data.writes
    area.placeholder = data.writes ? data.words.placeholder : ''
    area.setAttribute('aria-label', data.words.label)
    if (another) {
      other.hidden = true
      take(data.text, data.version)
      say('')
      const left = data.writes ? kept(data) : null
      if (left && left.text !== data.text) {
        area.value = left.text
        version = left.version
        dirty = true
        later(0)
      }
    } else if (!dirty && !sending && data.version > version) take(data.text, data.version)
  }

  function take(text, number) {
    if (area.value !== text) area.value = text
    version = number
    dirty = false
  }

  function later(wait) {
    clearTimeout(timer)
    timer = setTimeout(send, wait)
  }

  async function send(leaving) {
    if (!other.hidden || !now.writes) return
    if (sending && leaving !== true) return later(PAUSE)
    const sent = area.value, about = now, on = version
    sending = true
    try {
      const answer = await fetch(about.url, {
        method: 'POST', keepalive: sent.length < 20000, body: JSON.stringify({ text: sent, version: on }),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${about.pass}` },
      })
      const told = await answer.json().catch(() => ({}))
      if (answer.ok) forget(about, sent)
      if (about.name !== now.name) return
      if (answer.ok) {
        version = told.version
        dirty = area.value !== sent
        if (dirty) { keep(now, area.value, version); later(PAUSE) } else say(now.words.saved)
      } else if (answer.status === 409) compare(told)
      else say(told.sentence || now.words.away, true)
    } catch {
      if (about.name === now.name) { say(now.words.away, true); later(AGAIN) }
    } finally { sending = false }
  }

  function compare(theirs) {
    const mine = make('button', '', now.words.mine), take_theirs = make('button', '', now.words.theirs), both = make('div')
    both.append(mine, take_theirs)
    other.replaceChildren(make('strong', '', now.words.stale), make('p', '', theirs.text || '—'), both)
    other.hidden = false
    say('')
    mine.onclick = () => { other.hidden = true; version = theirs.version; send() }
    take_theirs.onclick = () => { other.hidden = true; forget(now); take(theirs.text, theirs.version); say('') }
  }

  function say(words, bad = false) {
    state.textContent = words
    state.classList.toggle('bad', bad)
  }

  return { shown }
}

function keep(about, text, version) {
  try { localStorage.setItem(`telaio.detto.${about.name}`, JSON.stringify({ text, version })) } catch { /* a full or forbidden store */ }
}

function kept(about) {
  try { return JSON.parse(localStorage.getItem(`telaio.detto.${about.name}`)) } catch { return null }
}

function forget(about, sent) {
  if (sent === undefined || kept(about)?.text === sent) localStorage.removeItem(`telaio.detto.${about.name}`)
}

function make(tag, name = '', text = '') {
  const node = document.createElement(tag)
  node.className = name
  node.textContent = text
  return node
}
