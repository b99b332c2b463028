// On every screen: sends what waits on this tablet for registers that nobody has open, whichever they are, and readies the
// tablet for an outage. It draws one calm line in a corner, and only while something waits that cannot be sent.
import { counted, el, setText } from './dom.js'
import { keep, possible, sweep, wipe } from './kept.js'
import { open } from './open.js'
import { Queue, names } from './queue.js'
import { Transport } from './transport.js'

const LOOK = 2000
const carried = new Map()
let timer, line

export function courier({ data, parentElement }) {
  if (data.keeps) ready()
  else wipe()
  line ||= el('p', { className: 'line', role: 'status', hidden: true })
  parentElement.append(line)
  clearInterval(timer)
  timer = setInterval(() => look(data), LOOK)
  look(data)
  return () => {}
}

// Today's registers, one small answer each, while there is a network.
export async function ahead({ data }) {
  if (!possible) return
  for (const id of data.sessions) {
    const answer = await fetch(`/appello/${id}/register.json`, { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) await keep(await answer.json())
  }
}

function ready() {
  sweep()
  if (!possible) return
  navigator.serviceWorker.register('/sw.js').catch(() => {})
  navigator.storage?.persist?.().catch(() => {})
}

async function look({ kind, words }) {
  for (const name of await names()) if (name.startsWith(`${kind}.`) && !open.has(name)) carry(name)
  let waiting = 0, trouble = null
  for (const { queue, transport } of carried.values()) {
    waiting += queue.size
    if (transport.cut) trouble = 'kept'
    else if (transport.trouble) trouble ??= 'sign_in_again'
  }
  line.hidden = !(waiting && trouble)
  if (!line.hidden) setText(line, counted(words, trouble, waiting))
}

function carry(name) {
  if (carried.has(name)) return
  const queue = new Queue(name)
  const transport = new Transport(queue, {
    known: () => Number.MAX_SAFE_INTEGER, heard() {}, ended: () => carried.delete(name),
    changed: () => { if (open.has(name)) transport.end() },
  })
  carried.set(name, { queue, transport })
  transport.use({ url: `/api/appello/${name.split('.')[1]}`, pass: '' })
  queue.restore().then(() => { transport.leave(); transport.soon() })
}
