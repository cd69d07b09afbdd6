import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Answer } from '../../../core/refusal.ts'
import type { Said } from '../said.ts'

/** Headers as Node hands them out: names in small letters, a doubled one joined or listed. */
export type Headers = Readonly<Record<string, unknown>>

/** How one company that takes money for us signs what it says, and what its words mean. */
export interface Provider {
  readonly name: string
  /** Checks the signature over exactly these bytes with any of our secrets; answers the provider's id of the event. */
  verify(body: Buffer, headers: Headers, secrets: readonly string[], now: Date): Answer<{ eventId: string }>
  /** What the text of a checked notification says about money. Never throws. */
  translate(raw: string): Said
}

/** Event ids as we keep them: printable and short. */
export const isEventId = (id: unknown): id is string => typeof id === 'string' && /^[!-~]{1,200}$/.test(id)

/** Whether any of the given signatures is any of the expected ones. Every pair is compared to the end: the time taken says nothing. */
export function anyMatches(given: readonly Buffer[], expected: readonly Buffer[]): boolean {
  const matches = expected.flatMap((ours) => given.map((theirs) => theirs.length === ours.length && timingSafeEqual(theirs, ours)))
  return matches.includes(true)
}

export const sha256Hmac = (key: Buffer | string, ...parts: readonly (Buffer | string)[]): Buffer => {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** A JSON object, or null for anything else that bytes can be. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}
