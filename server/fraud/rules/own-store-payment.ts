import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, dayNumber } from '../dossiers/moments.ts'
import type { PaymentFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'
import { linksTo, type StaffLink } from './staff-links.ts'

const settings = z.object({
  staffMealDayMax: z.number().int().min(0).max(10_000).meta({ ja: '従業員の食事として認める1日の金額', en: 'Staff meals allowed a day', unit: 'yen' }),
  consolePayments: z.number().int().min(2).max(20).meta({ ja: '店舗と同じ回線からの支払い', en: 'Payments from the store’s own line', unit: 'times' }),
  consoleDays: z.number().int().min(1).max(14).meta({ ja: '回線を数える期間', en: 'Days in which they are counted', unit: 'days' }),
  crowd: z.number().int().min(1).max(40).meta({ ja: '共用の回線とみなす人数', en: 'People on a line that is public', unit: 'people' }),
})
type Fixed = z.infer<typeof settings>

const linkWords = {
  line: { ja: 'LINEアカウント', en: 'LINE account' },
  phone: { ja: '電話番号', en: 'phone number' },
  device: { ja: '端末', en: 'device' },
} as const satisfies Record<StaffLink['by'], { readonly ja: string; readonly en: string }>

/**
 * 自店決済: whoever works at a store pays there. One LINE account, telephone number or device proves it; staff other than the
 * owner may eat at work. Whoever hides these still pays over the store's own line: that is a sign only when hardly anybody
 * else uses the line (a shop's Wi-Fi for its customers, or a carrier's gateway, has a crowd behind it), when it repeats, and
 * when it is more than people usually pay there.
 */
export const ownStorePayment = defineRule({
  id: 'own-store-payment',
  typology: 'self-dealing',
  on: ['payment'],
  asks: {
    ja: '店舗のスタッフが自分の店舗で支払った（オーナー以外の食事は1日{staffMealDayMax}円まで認める）。または、利用者が{crowd}人以下の店舗の回線から{consoleDays}日以内に{consolePayments}回以上支払った',
    en: 'Somebody who works at a store pays there (meals of staff other than the owner are allowed up to {staffMealDayMax} yen a day), or somebody pays {consolePayments} times or more within {consoleDays} days over the store’s own line, which {crowd} people use at most',
  },
  settings,
  defaults: { staffMealDayMax: 2_000, consolePayments: 3, consoleDays: 7, crowd: 3 },
  detect: (facts, fixed) => {
    const { payment, store, customer } = facts
    if (store.staff.length === 0) return notApplicable('staff of the store')
    const links = linksTo(store, customer, payment, facts.device)
    return links[0] === undefined ? overItsLine(facts, fixed) : byStaff(facts, fixed, links[0], links)
  },
})

/** What the same person paid here today, this payment included. */
const today = ({ payment, pair }: PaymentFacts): PaidItem[] => [...standing(pair.payments).filter(({ at }) => dayNumber(at) === dayNumber(payment.at)), payment]

function byStaff(facts: PaymentFacts, { staffMealDayMax }: Fixed, link: StaffLink, links: readonly StaffLink[]): Finding {
  const { payment, customer, store } = facts
  const payments = today(facts)
  const spent = sum(payments.map(({ amount }) => amount))
  const owner = link.role === 'owner'
  if (!owner && spent <= staffMealDayMax) return no
  const { ja, en } = linkWords[link.by]
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    // Checks that ended well halve a sign at most: an owner who pays at the own store stays one.
    points: owner ? 200 : 120,
    // A meal that was a little larger can wait for the day's end; nobody eats for twice as much.
    urgency: owner || spent > 2 * staffMealDayMax ? 'immediate' : 'daily',
    sentence: {
      ja: `支払った人の${ja}が、店舗${payment.storeCode}の${owner ? 'オーナー' : 'スタッフ'}${link.staffCode}と一致します。本日この店舗で合計${yenSign(BigInt(spent))}を支払いました。`,
      en: `The payer’s ${en} matches that of ${owner ? 'the owner' : 'staff member'} ${link.staffCode} of store ${payment.storeCode}, where the payer has paid ${yenSign(BigInt(spent))} today.`,
    },
    brief: `支払った人の${ja}が、店舗${payment.storeCode}のスタッフと一致します。`,
    figures: [
      { ja: '一致したもの', en: 'Matches', value: links.map((one) => `${linkWords[one.by].ja}（${one.staffCode}）`).join('、'), threshold: 'なし' },
      { ja: '本日この店舗での合計', en: 'Total here today', value: yenSign(BigInt(spent)), threshold: owner ? '—' : `${yenSign(BigInt(staffMealDayMax))}まで` },
    ],
    payments,
    facts: { by: link.by, staffCode: link.staffCode, role: link.role, spentHereToday: spent, storeCode: store.code, registeredAt: customer.registeredAt },
  })
}

function overItsLine({ payment, pair, store, network }: PaymentFacts, { consolePayments, consoleDays, crowd, staffMealDayMax }: Fixed): Finding {
  if (network === null || payment.ip === null) return no
  const lines = new Set(store.console.map(({ ip }) => ip))
  const others = network.customers.filter(({ customerId }) => customerId !== payment.customerId).length
  if (!lines.has(payment.ip) || others >= crowd) return no
  const payments = [...standing(since(pair.payments, payment.at - consoleDays * day)).filter(({ ip }) => ip !== null && lines.has(ip)), payment]
  const total = sum(payments.map(({ amount }) => amount))
  const least = Math.max(staffMealDayMax, quantile(store.amounts, 0.5) ?? 0) * payments.length
  if (payments.length < consolePayments || total <= least) return no
  return hit({
    subject: { kind: 'customer', id: payment.customerId },
    points: 100,
    urgency: 'daily',
    sentence: {
      ja: `店舗${payment.storeCode}の管理画面と同じ回線から、同じ人が${consoleDays}日以内に${payments.length}回、合計${yenSign(BigInt(total))}を支払いました。この回線をほかに使う人は${others}人です。`,
      en: `The same person paid ${payments.length} times, ${yenSign(BigInt(total))} in all, within ${consoleDays} days over the line from which store ${payment.storeCode} opens its console; ${others} other people use it.`,
    },
    brief: `店舗${payment.storeCode}と同じ回線から、同じ人が${payments.length}回、合計${yenSign(BigInt(total))}を支払いました。`,
    figures: [
      { ja: '店舗の回線からの支払い', en: 'Payments over its line', value: `${payments.length}回`, threshold: `${consolePayments}回以上` },
      { ja: 'ほかに回線を使う人', en: 'Others on the line', value: `${others}人`, threshold: `${crowd}人未満` },
      { ja: '合計', en: 'Total', value: yenSign(BigInt(total)), threshold: `${yenSign(BigInt(Math.round(least)))}を超える` },
    ],
    payments,
    facts: { by: 'line of the console', count: payments.length, total, othersOnTheLine: others, storeCode: store.code },
  })
}
