import { createHash, randomBytes, randomInt, randomUUIDv7 } from 'node:crypto'

/** A time-ordered id (RFC 9562 version 7), as PostgreSQL 18's uuidv7() makes them. */
export const newId = (): string => randomUUIDv7()

/** 256 bits of chance as base64url: session ids, tokens that a person holds. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Letters and digits that nobody mistakes for each other, also when read out: no 0 O 1 I L, no U V. */
const spokenLetters = '23456789ABCDEFGHJKMNPQRSTWXYZ'

/** A code made by chance for people to read to each other. */
export const spokenCode = (length: number): string => Array.from({ length }, () => spokenLetters[randomInt(spokenLetters.length)]).join('')

/** What the database keeps of a secret: enough to recognise it, useless to a thief. */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Hex fingerprint of a request or a snapshot, over its canonical JSON. */
export const fingerprint = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

/** JSON with sorted keys, so that equal facts give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString()
    if (part === null || typeof part !== 'object' || Array.isArray(part) || part instanceof Date) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** 「1234 5678 9012」: ids shown to people stand in groups of four. */
export const inFours = (digits: string): string => digits.replace(/(.{4})(?=.)/g, '$1 ')
