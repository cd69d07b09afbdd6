import { z } from 'zod'
import { name } from '../money-in/said.ts'

/** The chains whose machines take a number that the payment provider gives. */
export const chains = ['seven_eleven', 'lawson', 'family_mart', 'ministop', 'seicomart'] as const
export type Chain = (typeof chains)[number]
/** What a chain's machine asks for. Which of them, in which order: the provider says. */
export const numberKinds = ['slip', 'customer', 'confirmation', 'company', 'order'] as const
export type NumberKind = (typeof numberKinds)[number]

/** A bank place in one word: bank, branch and number. */
export const depositPlace = z.string().regex(/^[0-9]{4}-[0-9]{3}-[0-9]{7}$/)

const digits = z.string().regex(/^[0-9]{4,20}$/)

/** POST …/payment-ways: how one reference can be paid, as the provider answers. The same question gives the same answer. */
export const providerWays = z.object({
  convenience: z.array(z.object({ chain: z.enum(chains), numbers: z.array(z.object({ kind: z.enum(numberKinds), value: digits })).min(1).max(3) })).max(chains.length),
  valid_until: z.iso.date(),
  bank: z.object({
    bank_code: z.string().regex(/^[0-9]{4}$/), bank_name: name(30), branch_code: z.string().regex(/^[0-9]{3}$/), branch_name: name(30),
    number: z.string().regex(/^[0-9]{7}$/), holder_kana: name(48),
  }),
})
export type ProviderWays = z.output<typeof providerWays>

export const placeOf = ({ bank }: ProviderWays): string => `${bank.bank_code}-${bank.branch_code}-${bank.number}`
