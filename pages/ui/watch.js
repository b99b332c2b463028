// Keeps an open tab honest: it leaves for the door as soon as its sign-in has ended, and forgets what it shows as soon as
// the curtain is drawn, in whichever tab that happened.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('telaio') : null
const EVERY = 15000, ONE_STEP = 3000

export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language
  if (data.casa) document.documentElement.dataset.casa = data.casa
  oneStepBack()
  if (data.leave) {
    channel?.postMessage('left')
    location.replace(out())
    return
  }
  const node = parentElement
  if (data.curtain && node.telaioCurtain === false) channel?.postMessage('drawn')
  node.telaioCurtain = data.curtain
  if (node.telaioWatch) return
  const look = async () => {
    const now = document.visibilityState === 'visible' && await standing()
    if (now === 'ended') location.replace(out())
    if (now === 'drawn' && !node.telaioCurtain) location.reload()
  }
  node.telaioWatch = setInterval(look, EVERY)
  channel?.addEventListener('message', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(node.telaioWatch)
    delete node.telaioWatch
    channel?.removeEventListener('message', look)
    document.removeEventListener('visibilitychange', look)
  }
}

// The tab that signed out first took the cookie along, and with it which Casa this was: an example's tab says so itself.
function out() {
  return document.documentElement.dataset.casa === 'example' ? '/esci?da=/esempio' : '/esci'
}

async function standing() {
  try {
    const answer = await fetch('/chi', { cache: 'no-store' })
    return answer.status === 401 ? 'ended' : answer.headers.get('telaio-curtain')
  } catch {
    return null   // no network: nothing is known, and the register must go on
  }
}

// Streamlit opens another screen in two steps, first the new query on the old path, then the new path. Between them stands an
// address that never was (the day's list with the register's id): Back would stop there and show the wrong thing.
function oneStepBack() {
  if (history.telaioOneStep) return
  history.telaioOneStep = true
  const push = history.pushState.bind(history)
  let half = -Infinity
  history.pushState = (state, title, url) => {
    const to = new URL(url, location.href), same = to.pathname === location.pathname
    const second = !same && to.search === location.search && performance.now() - half < ONE_STEP
    half = same ? performance.now() : -Infinity
    return second ? history.replaceState(state, title, url) : push(state, title, url)
  }
}
