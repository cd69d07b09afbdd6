import { z } from 'zod'

/** A whole amount of Japanese yen. Never a number: a bigint that cannot be mixed up with counts. */
export type Yen = bigint & { readonly unit: 'yen' }

/** Turns a whole number into yen. Throws on fractions: half a yen does not exist. */
export function yen(amount: bigint | number): Yen {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) throw new RangeError(`not whole yen: ${amount}`)
  return BigInt(amount) as Yen
}

export const plus = (a: Yen, b: Yen): Yen => (a + b) as Yen
export const minus = (a: Yen, b: Yen): Yen => (a - b) as Yen
export const sumOf = (amounts: readonly Yen[]): Yen => amounts.reduce(plus, yen(0))

/** Decimal text as it travels in JSON, so that no reader rounds it. */
export const yenText = (amount: bigint): string => amount.toString()

/** ¥1,234, with U+2212 for minus, the one spelling of money on every screen and in every message. */
export function yenSign(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toLocaleString('ja-JP')
  return `${amount < 0n ? '−' : ''}¥${digits}`
}

/** A positive amount as clients send it: decimal text or a whole JSON number, up to 12 digits. */
export const amountSent = z
  .union([z.string().regex(/^[1-9][0-9]{0,11}$/), z.number().int().min(1).max(999_999_999_999)])
  .transform((amount) => yen(BigInt(amount)))

/** An amount as we answer it. */
export const amountAnswered = z.string().regex(/^-?[0-9]{1,15}$/)
