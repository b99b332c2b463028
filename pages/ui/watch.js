// Keeps an open tab honest: it leaves for the door as soon as its sign-in has ended, in whichever tab that happened.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('telaio') : null
const EVERY = 15000

async function goneAlready() {
  try {
    const answer = await fetch('/chi', { cache: 'no-store' })
    return answer.status === 401
  } catch {
    return false   // no network: nothing is known, and the register must go on
  }
}

export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language
  if (data.leave) {
    channel?.postMessage('left')
    location.replace('/esci')
    return
  }
  const node = parentElement
  if (node.telaioWatch) return
  const look = async () => { if (document.visibilityState === 'visible' && await goneAlready()) location.replace('/esci') }
  node.telaioWatch = setInterval(look, EVERY)
  const told = () => look()
  channel?.addEventListener('message', told)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(node.telaioWatch)
    delete node.telaioWatch
    channel?.removeEventListener('message', told)
    document.removeEventListener('visibilitychange', look)
  }
}
