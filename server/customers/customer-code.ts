import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for each other, also when read out: no 0 O 1 I L, no U V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const length = 4

/** A new 「C-7F3K」. Chance decides, so codes say nothing about who came when; about 700,000 exist, the database keeps them apart. */
export const newCustomerCode = (): string => `C-${Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')}`
