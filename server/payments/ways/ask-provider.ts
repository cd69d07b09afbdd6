import type { Day } from '../../core/time.ts'
import { yenText, type Yen } from '../../core/yen.ts'
import { providerWays, type ProviderWays } from './ways.ts'

/** One answer may take this long. Milliseconds. */
const patience = 10_000
/** Far more than any answer has. */
const lettersMax = 20_000

export interface WaysAsked {
  readonly reference: string
  readonly amount: Yen
  readonly dueOn: Day
}

/** The provider does not say how something can be paid. Its message is kept in the job's row, and says no secret. */
export class WaysNotThere extends Error {}

/** Asks the payment provider how a reference can be paid: numbers for convenience stores, a bank place of its own. @throws WaysNotThere */
export async function askForWays(provider: { readonly url: string; readonly key: string }, { reference, amount, dueOn }: WaysAsked): Promise<ProviderWays> {
  let said: unknown
  try {
    const answer = await fetch(`${provider.url}/payment-ways`, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patience),
      headers: { authorization: `Bearer ${provider.key}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ reference, amount: yenText(amount), currency: 'JPY', due_on: dueOn }),
    })
    if (!answer.ok) throw new WaysNotThere(`the provider answered ${answer.status}`)
    const text = await answer.text()
    if (text.length > lettersMax) throw new WaysNotThere('the answer is too long')
    said = JSON.parse(text)
  } catch (fault) {
    if (fault instanceof WaysNotThere) throw fault
    throw new WaysNotThere(fault instanceof SyntaxError ? 'the answer is not JSON' : 'the provider does not answer', { cause: fault })
  }
  const read = providerWays.safeParse(said)
  if (!read.success) throw new WaysNotThere('the answer names no ways to pay')
  return read.data
}
