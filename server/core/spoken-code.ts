import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for each other, also when read out: no 0 O 1 I L, no U V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'

/** A code made by chance for people to read to each other. */
export const spokenCode = (length: number): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
