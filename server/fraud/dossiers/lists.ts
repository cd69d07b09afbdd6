/** Something that happened at a moment, in milliseconds. */
export interface Dated {
  readonly at: number
}

/**
 * Puts an item where its moment belongs and drops what is too old or too much. Items that arrive late find their place, so
 * that the list does not depend on the order of arrival. Ties keep the order of arrival.
 */
export function keep<Item extends Dated>(list: Item[], item: Item, { max, from }: { readonly max: number; readonly from: number }): void {
  let place = list.length
  while (place > 0 && (list[place - 1]?.at ?? 0) > item.at) place -= 1
  list.splice(place, 0, item)
  let old = Math.max(0, list.length - max)
  while (old < list.length && (list[old]?.at ?? 0) < from) old += 1
  if (old > 0) list.splice(0, old)
}

/** The items since a moment, oldest first. Facts hold only what came before the payment that is judged, so windows need no end. */
export function since<Item extends Dated>(list: readonly Item[], from: number): Item[] {
  let start = list.length
  while (start > 0 && (list[start - 1]?.at ?? 0) >= from) start -= 1
  return list.slice(start)
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** Puts a value first and keeps at most `max` of them, each once. */
export function remember(list: string[], value: string, max: number): void {
  const at = list.indexOf(value)
  if (at === 0) return
  if (at > 0) list.splice(at, 1)
  list.unshift(value)
  if (list.length > max) list.pop()
}
