import type { Clock } from '../../server/core/time.ts'

export interface TestClock extends Clock {
  goTo(moment: string): void
  forward(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
}

/** Stands still until a test moves it. Starts on a Monday afternoon in Japan (a national holiday). */
export function testClock(start = '2026-11-23T14:00:00+09:00'): TestClock {
  let moment = new Date(start)
  return {
    now: () => new Date(moment),
    goTo: (to) => {
      moment = new Date(to)
    },
    forward: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      moment = new Date(moment.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000)
    },
  }
}
