// When a tap was made, by this tablet, and in which order. The order never goes back, even when the clock is set back
// or the storage loses its last seconds.
import { local } from './shelf.js'
import { uuid } from './dom.js'

const ORDER = 'telaio.order', DEVICE = 'telaio.device'

export function device() {
  let known = local.get(DEVICE)
  if (!known) local.set(DEVICE, known = uuid())
  return known
}

export class Clock {
  constructor(queue) {
    this.queue = queue
    this.seq = 0
  }

  next() {
    this.seq = Math.max(this.seq, Number(local.get(ORDER)) || 0) + 1
    local.set(ORDER, String(this.seq))
    return { at: Math.max(Date.now(), this.queue.latestAt), seq: this.seq }
  }

  atLeast(seq) {
    this.seq = Math.max(this.seq, seq)
  }
}
