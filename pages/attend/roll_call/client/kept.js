// Today's registers as last known on this tablet, so that a reload in mid-outage shows them. They hold display names: kept only
// where a service worker can open them again, only for the day, and gone with the sign-in.
const SHELF = 'telaio-registers'

// On plain http there is no service worker, so nothing is kept.
export const possible = window.isSecureContext && 'serviceWorker' in navigator && 'caches' in window

export async function keep(data) {
  if (!possible || !data.keep) return
  const headers = { 'content-type': 'application/json', 'x-day': day() }
  await (await caches.open(SHELF)).put(address(data.name), new Response(JSON.stringify(data), { headers })).catch(() => {})
}

// The registers kept today: their data, in the order they were first kept.
export async function all() {
  if (!possible) return []
  await sweep()
  const shelf = await caches.open(SHELF)
  return Promise.all((await shelf.keys()).map(async request => (await shelf.match(request)).json()))
}

// Drops what was kept on another day of this tablet's.
export async function sweep() {
  if (!possible || !(await caches.has(SHELF))) return
  const shelf = await caches.open(SHELF)
  for (const request of await shelf.keys()) if ((await shelf.match(request)).headers.get('x-day') !== day()) await shelf.delete(request)
}

export async function wipe() { if (possible) await caches.delete(SHELF) }

function address(name) { return `/telaio/kept/${name}` }

function day() { return new Date().toLocaleDateString('sv') }
