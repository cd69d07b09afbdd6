/** How far the server's clock is ahead of this phone's, in milliseconds. A phone's own clock is often wrong. */
let aheadMs = 0

/** Tells the clock what an answer of the server said the time was (ISO 8601); anything else is ignored. */
export function heardServerTime(said: string | null): void {
  const heard = said ? Date.parse(said) : Number.NaN
  if (!Number.isNaN(heard)) aheadMs = heard - Date.now()
}

/** A moment of this phone's clock on the server's, both in milliseconds since 1970. */
export const onServerClock = (moment: number): number => moment + aheadMs

/** Now on the server's clock, as milliseconds since 1970. */
export const serverNow = (): number => Date.now() + aheadMs
