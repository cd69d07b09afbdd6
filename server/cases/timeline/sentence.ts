import type { z } from 'zod'

export interface Sentence {
  readonly ja: string
  readonly en: string
}

/** How each event of a family reads: one line of 時系列. Pure: the same event reads the same for ever. */
export type Says<Events extends readonly z.ZodType<{ readonly kind: string }>[]> = {
  readonly [Event in z.output<Events[number]> as Event['kind']]: (event: Event) => Sentence
}
