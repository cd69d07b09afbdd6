/** Chance that follows from a seed: the same seed throws the same dice. */
export interface Chance {
  /** A whole number from 0 to below this. */
  below(limit: number): number
  /** Yes with this probability (0 to 1). */
  happens(probability: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** Dice of one's own, so that two who throw at the same time do not take each other's numbers. */
  branch(name: string): Chance
}

/** mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    happens: (probability) => next() < probability,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)] as T
    },
    shuffled: (list) => {
      const left = [...list]
      return list.map(() => left.splice(below(left.length), 1)).flat()
    },
    branch: (name) => chanceFrom([...name].reduce((mixed, letter) => Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193), seed | 0)),
  }
}
