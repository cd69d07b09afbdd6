import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../support/processes.ts'
import type { Chance } from '../seeded.ts'
import type { ChaosTown } from '../town/chaos-town.ts'
import type { ClientLog, Heard } from './client-log.ts'
import { busy, signIn, type Phone } from './phone.ts'

/** What somebody does who does not know how a payment ended: as the mini-app lets them, or as it must never be done. */
export type Temper = 'tries-again' | 'asks-by-key' | 'gives-up' | 'new-key'

export interface CrowdWishes {
  /** One of these for each purchase. */
  readonly tempers: readonly Temper[]
  /** Between two purchases of one customer, milliseconds; half of it to all of it. */
  readonly rest: number
}

export interface Crowd {
  /** Milliseconds from `since` (performance.now()) until somebody who began to pay after it has the answer: paid. */
  paysAgainAfter(since: number): Promise<number>
  /** How many askings were answered "not now" so far, while everything but the answer worked. */
  turnedAway(): number
  /** One more purchase of somebody, also after the others have stopped. */
  buyOne(): Promise<void>
  /** Ends when everybody knows how the last purchase ended. */
  stop(): Promise<void>
  /** Everything that was ever open is asked once more by its key, and the log hears the answers. */
  askAgain(): Promise<void>
}

export const soberTempers: readonly Temper[] = ['tries-again', 'tries-again', 'asks-by-key', 'gives-up']

/** Everybody signs in; nobody pays yet. */
export async function signInAll(town: ChaosTown): Promise<Shopper[]> {
  const shoppers: Shopper[] = []
  await inLanes(town.customers, 8, async ({ code, lineUserId }) => void shoppers.push({ code, phone: await signIn(town, lineUserId), bought: 0 }))
  return shoppers
}

export interface Shopper {
  readonly code: string
  readonly phone: Phone
  /** Amounts rise by one yen, so that no two purchases of a customer look alike. */
  bought: number
}

interface Wish {
  readonly purchase: string
  readonly store: string
  readonly amount: number
}

export function startCrowd(town: ChaosTown, shoppers: readonly Shopper[], log: ClientLog, { tempers, rest }: CrowdWishes, chance: Chance): Crowd {
  const closing = new AbortController()
  let turnedAway = 0
  const acknowledged: { beganAt: number; at: number }[] = []
  const doubtful: { phone: Phone; wish: Wish; key: string }[] = []

  const hear = async (phone: Phone, way: 'pay' | 'by-key' | 'close', key: string, wish: Wish): Promise<Heard> => {
    log.write({ line: 'asks', purchase: wish.purchase, key, way })
    const heard = await (way === 'pay' ? phone.pay(key, wish) : way === 'by-key' ? phone.askByKey(key) : phone.close(key))
    log.write({ line: 'hears', purchase: wish.purchase, key, ...heard })
    if (heard.outcome === 'open' && heard.why === busy) turnedAway += 1
    return heard
  }

  const buy = async (shopper: Shopper, dice: Chance): Promise<void> => {
    shopper.bought += 1
    const wish = { purchase: `${shopper.code}/${shopper.bought}`, store: dice.pick(town.stores).storeCode, amount: shopper.bought }
    log.write({ line: 'wants', purchase: wish.purchase, customer: shopper.code, store: wish.store, amount: wish.amount })
    const temper = dice.pick(tempers)
    const beganAt = performance.now()
    let key: string = randomUUID()
    let heard = await hear(shopper.phone, 'pay', key, wish)
    if (heard.outcome === 'open') doubtful.push({ phone: shopper.phone, wish, key })
    for (let tries = 1; heard.outcome === 'open' && performance.now() - beganAt < patienceMs; tries += 1) {
      await pause(pauseAfter(tries) / 2 + dice.below(pauseAfter(tries) / 2))
      if (temper === 'new-key') key = randomUUID()
      heard = await hear(shopper.phone, wayOf(temper, tries), key, wish)
    }
    if (heard.outcome === 'paid') acknowledged.push({ beganAt, at: performance.now() })
  }

  const rests = (ms: number) => pause(ms, undefined, { signal: closing.signal }).catch(() => undefined)
  const shopping = shoppers.map(async (shopper) => {
    const dice = chance.branch(shopper.code)
    await rests(dice.below(rest))
    while (!closing.signal.aborted) {
      await buy(shopper, dice)
      await rests(rest / 2 + dice.below(rest / 2))
    }
  })
  return {
    turnedAway: () => turnedAway,
    paysAgainAfter: async (since) => {
      const found = () => acknowledged.find(({ beganAt }) => beganAt >= since)
      await until(() => found() !== undefined, 'a payment to succeed again', town.said)
      return (found()?.at ?? since) - since
    },
    buyOne: () => buy(chance.pick(shoppers), chance),
    stop: async () => {
      closing.abort()
      await Promise.all(shopping)
    },
    askAgain: async () => {
      await inLanes(doubtful, 8, async ({ phone, wish, key }) => {
        for (let tries = 0; tries < 20 && (await hear(phone, 'pay', key, wish)).outcome === 'open'; tries += 1) await pause(100)
      })
    },
  }
}

/** Longer from try to try, up to the mini-app's two seconds: people who hammer keep a tired machine from recovering. */
const pauseAfter = (tries: number): number => Math.min(200 * 2 ** (tries - 1), 2_000)

/** Nobody stands at a till for longer than this; whoever does not know by then has lost a payment. */
const patienceMs = 60_000

/** The mini-app asks by the key, sends it again when nothing has arrived under it, and may close it. */
function wayOf(temper: Temper, tries: number): 'pay' | 'by-key' | 'close' {
  if (temper === 'gives-up') return 'close'
  if (temper === 'asks-by-key') return tries % 3 === 0 ? 'pay' : 'by-key'
  return 'pay'
}

async function inLanes<T>(list: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list]
  await Promise.all(Array.from({ length: lanes }, async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one)
  }))
}
