// A long press on a tile, a right click, the context-menu key or Shift+Enter open what else there is to say of a person.
const LONG = 500, STILL = 12

export function onHold(node, held) {
  let timer, from, taken = false
  const stop = () => clearTimeout(timer)
  node.addEventListener('pointerdown', event => {
    stop()
    taken = false
    const tile = event.target.closest('.tile')
    if (!tile || tile.disabled || event.button) return
    from = { x: event.clientX, y: event.clientY }
    timer = setTimeout(() => { taken = true; held(tile.person) }, LONG)
  })
  node.addEventListener('pointermove', event => { if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) stop() })
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) node.addEventListener(end, stop)
  node.addEventListener('contextmenu', event => {
    const tile = event.target.closest('.tile')
    if (!tile) return
    event.preventDefault()
    stop()
    taken = true
    if (!tile.disabled) held(tile.person)
  })
  node.addEventListener('keydown', event => {
    const tile = event.target.closest('.tile')
    if (!tile || event.key !== 'Enter' || !event.shiftKey) return
    event.preventDefault()
    held(tile.person)
  })
  // The click that ends a long press is no tap; a key's click always is one.
  node.addEventListener('click', event => {
    if (taken && event.detail) event.stopImmediatePropagation()
    taken = false
  }, { capture: true })
}
