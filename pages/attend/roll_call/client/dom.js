// Small help with nodes. What people typed is only ever text.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [key, value] of Object.entries(props)) {
    if (key in node) node[key] = value
    else node.setAttribute(key, value)
  }
  node.append(...children)
  return node
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}

export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value)
}

// "{n} taps kept" with its facts; `one` is said when there is one.
export function fill(sentence, facts = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in facts ? String(facts[key]) : whole))
}

export function counted(words, key, n) {
  return fill(words[n === 1 ? `${key}_one` : `${key}_many`], { n })
}

// A name as the search sees it: without accents, case or signs (what the server calls folded).
const LETTERS = { đ: 'd', ð: 'd', ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th' }
export function folded(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[đðłøßæœıþ]/g, letter => LETTERS[letter])
}

// crypto.randomUUID is missing on plain http addresses of a local network.
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// Runs after the browser has painted; also in a hidden tab, where no frame ever comes.
export function afterPaint(work) {
  let done = false
  const once = () => { if (!done) { done = true; work() } }
  requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = once; channel.port2.postMessage(0) })
  setTimeout(once, 120)
}
