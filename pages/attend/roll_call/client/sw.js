// Opens the register without network: the network first, four seconds at most, then the shell with what this tablet knows.
// Streamlit's own traffic and the API are never touched. FILES and CACHE stand above, written by the server.
const SCREENS = ['/', '/inizio', '/oggi', '/appello'], DOORS = /^\/(accedi|esci|benvenuto|esempio)(\/|$)/
const CAP = 4000, NAMES = 'telaio-registers'

self.addEventListener('install', event => event.waitUntil(
  caches.open(CACHE).then(cache => cache.addAll(FILES)).then(() => self.skipWaiting())))

self.addEventListener('activate', event => event.waitUntil(
  caches.keys().then(all => Promise.all(all.filter(each => each.startsWith('telaio-client-') && each !== CACHE).map(each => caches.delete(each))))
    .then(() => self.clients.claim())))

self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (FILES.includes(url.pathname)) event.respondWith(caches.match(request).then(found => found || fetch(request)))
  else if (request.mode !== 'navigate') return
  else if (SCREENS.includes(url.pathname)) event.respondWith(screen(request))
  else if (DOORS.test(url.pathname)) event.waitUntil(caches.delete(NAMES))   // whoever stands at the door is not signed in
})

async function screen(request) {
  const stop = new AbortController()
  const late = new Promise((_, reject) => setTimeout(() => { stop.abort(); reject(new Error('late')) }, CAP))
  try {
    const answer = await Promise.race([fetch(request, { signal: stop.signal }), late])
    if (![502, 503, 504].includes(answer.status)) return answer
  } catch { /* no network */ }
  return await caches.match(FILES[0]) || Response.error()
}
