// Where a tablet keeps things: localStorage at once, IndexedDB for what must survive a dead battery.
// localStorage reaches the disk up to half a minute late; an IndexedDB transaction with strict durability is on disk when done.

export const local = {
  works: true,
  get(key) { try { return localStorage.getItem(key) } catch { return null } },
  set(key, value) { try { localStorage.setItem(key, value); this.works = true } catch { this.works = false } },
  remove(key) { try { localStorage.removeItem(key) } catch { /* it was never kept */ } },
  entries(prefix) {
    const found = []
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i)
        if (key.startsWith(prefix)) found.push([key, localStorage.getItem(key)])
      }
    } catch { /* private mode */ }
    return found
  },
}

export const strict = {
  works: true,
  put(rows) { return change(store => rows.forEach(row => store.put(row))) },
  drop(keys) { return change(store => keys.forEach(key => store.delete(key))) },
  async all() { return (await change(store => store.getAll())) || [] },
}

let opening
function open() {
  opening ||= new Promise((resolve, reject) => {
    const request = indexedDB.open('telaio', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('taps', { keyPath: 'uuid' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opening
}

async function change(work) {
  try {
    const db = await open()
    const result = await new Promise((resolve, reject) => {
      const transaction = db.transaction('taps', 'readwrite', { durability: 'strict' })
      const request = work(transaction.objectStore('taps'))
      transaction.oncomplete = () => resolve(request?.result)
      transaction.onerror = transaction.onabort = () => reject(transaction.error)
    })
    strict.works = true
    return result
  } catch {
    strict.works = false
    return undefined
  }
}
