// Forty presences in two seconds are more often a slip than a crowd.
const MANY = 40, AT_ONCE = 2000

export class Hurry {
  strokes = []

  // `before`: whom a stroke marks present, and what stood there. Gives what to put back when it was too much at once.
  watch(before) {
    const now = performance.now()
    const fresh = before.filter(({ present }) => !present).map(each => ({ ...each, at: now }))
    if (fresh.length >= MANY) return fresh
    this.strokes = [...this.strokes.filter(({ at }) => now - at < AT_ONCE), ...fresh]
    return this.strokes.length < MANY ? null : this.strokes.splice(0)
  }
}
