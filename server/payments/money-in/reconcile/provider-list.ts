import { z } from 'zod'
import { dayOf, type Day } from '../../../core/time.ts'
import { yen, type Yen } from '../../../core/yen.ts'
import { depositPlace } from '../../ways/ways.ts'
import { kindNamed, name, positive, type MoneyKind, type MoneySaid } from '../said.ts'

/** One answer may take this long. Milliseconds. */
const patience = 10_000
/** Bytes of one page. */
const pageLimit = 2 * 1024 * 1024
/** Far more than a busy day of a prefecture; a list that goes on for ever ends here. */
const pagesMax = 10_000

const money = z.object({
  psp_ref: name(100),
  kind: z.unknown().optional(),
  reference: name(60).nullish(),
  paid_into: depositPlace.nullish().catch(null),
  amount: positive,
  currency: name(10),
  method: name(40),
  paid_at: z.iso.datetime({ offset: true }),
  /** What went back of it until now. */
  reversed_amount: z.union([z.literal(0), z.literal('0'), positive]).nullish(),
})
const page = z.object({ items: z.array(money).max(1_000), next_cursor: z.string().min(1).max(500).nullish() })

/** One money as the provider's own list of a day has it. */
export interface Listed {
  readonly pspRef: string
  readonly kind: MoneyKind | null
  readonly reference: string | null
  readonly paidInto: string | null
  readonly amount: Yen
  readonly currency: string
  readonly method: string
  readonly paidAt: Date
  readonly reversed: Yen
}

/** The list cannot be had: nobody answers, or what comes is no list. Its message is kept, and says no secret. */
export class ListNotThere extends Error {}

/** What was paid on a Japan day, page by page, as the provider lists it. @throws ListNotThere */
export async function* listOf(provider: { readonly url: string; readonly key: string }, day: Day): AsyncGenerator<readonly Listed[]> {
  let cursor: string | null = null
  for (let turn = 0; turn < pagesMax; turn += 1) {
    const asked: URLSearchParams = new URLSearchParams({ day, ...(cursor === null ? {} : { cursor }) })
    const read = page.safeParse(await answerOf(`${provider.url}/payments?${asked.toString()}`, provider.key))
    if (!read.success) throw new ListNotThere('the answer is not a list of payments')
    yield read.data.items.map(listed).filter(({ paidAt }) => dayOf(paidAt) === day)
    if (read.data.next_cursor === cursor && cursor !== null) throw new ListNotThere('the list does not go on')
    cursor = read.data.next_cursor ?? null
    if (cursor === null) return
  }
  throw new ListNotThere('the list does not end')
}

const listed = (one: z.output<typeof money>): Listed => ({
  pspRef: one.psp_ref, kind: kindNamed(one.kind), reference: one.reference ?? null, paidInto: one.paid_into ?? null, amount: one.amount, currency: one.currency.toUpperCase(), method: one.method,
  paidAt: new Date(one.paid_at), reversed: yen(BigInt(one.reversed_amount ?? 0)),
})

async function answerOf(url: string, key: string): Promise<unknown> {
  try {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}`, accept: 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(patience) })
    if (!answer.ok) throw new ListNotThere(`the provider answered ${answer.status}`)
    return JSON.parse(await textOf(answer)) as unknown
  } catch (fault) {
    if (fault instanceof ListNotThere) throw fault
    throw new ListNotThere(fault instanceof SyntaxError ? 'the answer is not JSON' : 'the provider does not answer', { cause: fault })
  }
}

async function textOf(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > pageLimit) throw new ListNotThere('a page is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** What a line of the list would have said as a notification. */
export const saidBy = (one: Listed, state: 'paid' | 'reversed'): MoneySaid => ({
  says: 'money', state, kind: one.kind, reference: one.reference, ...(one.paidInto === null ? {} : { paidInto: one.paidInto }), amount: state === 'paid' ? one.amount : one.reversed, currency: one.currency, method: one.method, pspRef: one.pspRef,
  at: one.paidAt, payerNameKana: null,
})
