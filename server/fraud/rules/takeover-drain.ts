import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import type { CustomerDossier, PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { hour, minute } from '../dossiers/moments.ts'
import { defineRule, hit, no, notApplicable } from '../rule.ts'

const settings = z.object({
  newForHours: z.number().int().min(1).max(168).meta({ ja: '新しい端末とみなす時間', en: 'A device is new for', unit: 'hours' }),
  timesUsualNewStore: z.number().min(1).max(20).meta({ ja: '初めての店舗だけが理由の場合の倍数', en: 'Times the usual when only the store is new', unit: 'ratio' }),
  timesUsual: z.number().min(1).max(20).meta({ ja: 'ふだんの金額の倍数', en: 'Times the usual amount', unit: 'ratio' }),
  drainedPercent: z.number().int().min(10).max(100).meta({ ja: '残高のうち使った割合', en: 'Part of the balance', unit: 'percent' }),
})

/**
 * 新しい端末での使い切り: somebody else has the account. A new phone alone is an upgrade; it takes a second sign that the old
 * owner still has theirs (the old device goes on being used, the store is one they never went to, codes failed on the new
 * device) and more money than they usually spend. Two days, because stolen accounts rest a night before they are used.
 */
export const takeoverDrain = defineRule({
  id: 'takeover-drain',
  typology: 'takeover',
  on: ['payment'],
  asks: {
    ja: '{newForHours}時間以内に初めて使われた端末から、前の端末も使われている間かコードの失敗の後にふだんの{timesUsual}倍以上、または初めての店舗でふだんの{timesUsualNewStore}倍以上を支払った。2時間で残高の{drainedPercent}%以上なら至急',
    en: 'A device first used within {newForHours} hours pays {timesUsual} times the usual or more while the old device is still in use or after failed codes, or {timesUsualNewStore} times at a store never used before; urgent when {drainedPercent}% of the balance goes in two hours',
  },
  settings,
  defaults: { newForHours: 48, timesUsualNewStore: 3, timesUsual: 2, drainedPercent: 60 },
  detect: ({ payment, customer, store, device }, { newForHours, timesUsualNewStore, timesUsual, drainedPercent }) => {
    if (payment.deviceId === null) return notApplicable('端末の情報')
    const firstSeen = firstUsed(customer, payment)
    if (payment.at - firstSeen > newForHours * hour) return no
    const others = customer.devices.filter(({ id, since: first }) => id !== payment.deviceId && first < firstSeen)
    if (others.length === 0 || customer.paymentCount < 3) return no
    const usual = Math.exp(customer.usual.mean)
    const fromHere = since(customer.payments, payment.at - 2 * hour).filter(({ deviceId, voidedAt }) => deviceId === payment.deviceId && voidedAt === undefined)
    const spent = sum(fromHere.map(({ amount }) => amount)) + payment.amount
    const had = customer.balance + spent - payment.amount
    const signs = {
      newStore: !customer.stores.includes(payment.storeId),
      oldDeviceInUse: others.some(({ last }) => last > firstSeen),
      failedCodes: since(device?.failures ?? [], payment.at - 2 * hour).some(({ reason }) => reason !== 'unreadable'),
    }
    const twoHands = signs.oldDeviceInUse || signs.failedCodes
    const needed = twoHands ? timesUsual : timesUsualNewStore
    if ((!twoHands && !signs.newStore) || payment.amount < needed * usual) return no
    const drained = had > 0 ? Math.round((100 * spent) / had) : 0
    const urgent = signs.failedCodes || (signs.newStore && signs.oldDeviceInUse) || (fromHere.some(({ amount }) => amount >= timesUsual * usual) && drained >= drainedPercent)
    const hours = Math.floor((payment.at - firstSeen) / hour)
    const age = ageOf(payment.at - firstSeen)
    const why = signsInWords(signs)
    return hit({
      subject: { kind: 'customer', id: payment.customerId },
      points: twoHands ? 200 : 120,
      urgency: urgent ? 'immediate' : 'daily',
      sentence: {
        ja: `${age.ja}初めて使われた端末から、ふだんの${times(payment.amount, usual)}倍の${yenSign(BigInt(payment.amount))}が支払われました（基準：${needed}倍）。${why.ja}。`,
        en: `A device first used ${age.en} paid ${yenSign(BigInt(payment.amount))}, ${times(payment.amount, usual)} times the usual (threshold: ${needed}); ${why.en}.`,
      },
      brief: `新しい端末から、店舗${store.code ?? payment.storeCode}で${yenSign(BigInt(payment.amount))}が支払われました。${why.ja}。`,
      figures: [
        { ja: '端末の初回利用', en: 'Device first used', value: age.figure, threshold: `${newForHours}時間以内` },
        { ja: 'ふだんの金額', en: 'Usual amount', value: yenSign(BigInt(Math.round(usual))), threshold: `${needed}倍以上` },
        { ja: '2時間で使った残高', en: 'Of the balance in two hours', value: `${drained}%`, threshold: `${drainedPercent}%` },
        { ja: '併せて見られたこと', en: 'Also seen', value: why.ja, threshold: 'なし' },
      ],
      payments: [...fromHere, payment],
      facts: { ageHours: hours, usual: Math.round(usual), spent, drainedPercent: drained, ...signs },
    })
  },
})

function ageOf(span: number): { readonly ja: string; readonly en: string; readonly figure: string } {
  const [hours, minutes] = [Math.floor(span / hour), Math.floor(span / minute)]
  if (hours >= 1) return { ja: `${hours}時間前に`, en: `${hours} hours ago`, figure: `${hours}時間前` }
  if (minutes >= 1) return { ja: `${minutes}分前に`, en: `${minutes} minutes ago`, figure: `${minutes}分前` }
  return { ja: 'この支払いで', en: 'for this payment', figure: 'この支払い' }
}

/** A device that is seen for the first time with this payment is as new as can be. */
const firstUsed = ({ devices }: CustomerDossier, { deviceId, at }: PaidItem): number => devices.find(({ id }) => id === deviceId)?.since ?? at

const times = (amount: number, usual: number): string => (amount / usual).toFixed(1)

function signsInWords({ newStore, oldDeviceInUse, failedCodes }: { newStore: boolean; oldDeviceInUse: boolean; failedCodes: boolean }) {
  const words = [
    ...(failedCodes ? [{ ja: 'この端末でコードの失敗がありました', en: 'codes failed on this device' }] : []),
    ...(oldDeviceInUse ? [{ ja: '前の端末も使われています', en: 'the old device is still in use' }] : []),
    ...(newStore ? [{ ja: '初めての店舗です', en: 'the store is new to the customer' }] : []),
  ]
  return { ja: words.map(({ ja }) => ja).join('。'), en: words.map(({ en }) => en).join(', ') }
}
