import { z } from 'zod'
import type { Subject } from '../../cases/subject.ts'
import { yenSign } from '../../core/yen.ts'
import { quantile } from '../dossiers/amounts.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { sum } from '../dossiers/lists.ts'
import { day } from '../dossiers/moments.ts'
import type { SharedDossier, Sharer } from '../dossiers/sharing.ts'
import type { PaymentFacts, TopUpFacts } from '../facts.ts'
import { defineRule, hit, no, notApplicable, type Finding } from '../rule.ts'

const settings = z.object({
  spenders: z.number().int().min(2).max(10).meta({ ja: '同じ店舗でまとめて使った人数', en: 'People who spend much at one store', unit: 'people' }),
  timesUsual: z.number().min(1).max(20).meta({ ja: 'ふだんの金額に対する倍率', en: 'Times what is usual there', unit: 'ratio' }),
  household: z.number().int().min(2).max(10).meta({ ja: '家族とみなす人数', en: 'People of one household', unit: 'people' }),
  freshDays: z.number().int().min(1).max(365).meta({ ja: '登録からの日数（住所だけが同じ場合）', en: 'Days since they registered, where only the address is the same', unit: 'days' }),
  pairDays: z.number().int().min(1).max(365).meta({ ja: '登録からの日数（2人の場合）', en: 'Days since two registered', unit: 'days' }),
  buyDays: z.number().int().min(1).max(60).meta({ ja: '購入を数える期間', en: 'Days in which they buy', unit: 'days' }),
})
type Fixed = z.infer<typeof settings>

/**
 * 複数アカウントの共有: one person buys the subsidised vouchers under several names. A family shares a device, a telephone and a
 * card as well; but a family of four is a household, and each of them buys bread here and shoes there. Accounts in one hand
 * empty themselves at the same store, each with several times what is usual there. More accounts than a household has are
 * told when they buy, before anything is spent.
 */
export const severalAccounts = defineRule({
  id: 'several-accounts',
  typology: 'multi-account',
  on: ['payment', 'topUp'],
  asks: {
    ja: '端末・電話番号・住所を共有する{spenders}人以上（住所だけなら登録から{freshDays}日以内の人）が、同じ店舗でふだんの{timesUsual}倍以上を支払った（登録から{pairDays}日以内なら2人でその1.5倍）。または、電話番号・支払い手段を共有する人が{household}人を超えて{buyDays}日以内に購入した',
    en: '{spenders} people or more who share a device, a telephone number or (registered within {freshDays} days) an address pay {timesUsual} times what is usual at one store (two people registered within {pairDays} days: half as much again), or more than {household} people who share a telephone number or card buy within {buyDays} days',
  },
  settings,
  defaults: { spenders: 3, timesUsual: 2, household: 4, freshDays: 30, pairDays: 14, buyDays: 14 },
  detect: (facts, fixed) => (facts.kind === 'payment' ? spending(facts, fixed) : buying(facts, fixed)),
})

const words = {
  device: { ja: '端末', en: 'device' },
  phone: { ja: '電話番号', en: 'telephone number' },
  home: { ja: '住所', en: 'address' },
  card: { ja: '支払い手段', en: 'card' },
} as const

interface Hand {
  readonly by: keyof typeof words
  readonly subject: Subject
  readonly shared: SharedDossier
}

function spending(facts: PaymentFacts, fixed: Fixed): Finding {
  const { payment, store, device, phone, home, customer } = facts
  if (device === null && phone === null && home === null) return notApplicable('device, telephone number and address')
  const usual = quantile(store.amounts, 0.5)
  if (usual === null) return notApplicable('what is usual at the store')
  const hands: Hand[] = []
  if (device !== null && payment.deviceId !== null) hands.push({ by: 'device', subject: { kind: 'device', id: payment.deviceId }, shared: device })
  if (home !== null && customer.home !== null) hands.push({ by: 'home', subject: { kind: 'home', id: customer.home }, shared: home })
  if (phone !== null) hands.push({ by: 'phone', subject: firstOf(phone, payment.customerId), shared: phone })
  for (const hand of hands) {
    if (hand.shared.customers.length < 2) continue
    const found = wantedOf(facts, hand, usual, fixed).map((wanted) => together(facts, hand, wanted)).find((one) => one !== null)
    if (found) return spent(facts, fixed, { hand, usual, ...found })
  }
  return no
}

interface Wanted {
  readonly people: number
  readonly least: number
  /** Since when they may be on file; null for anybody. */
  readonly days: number | null
}

/**
 * Only an address says nothing about those who have long been on file; two alone must be new, and spend still more. Where
 * single large purchases are usual nothing is several times that: there three new accounts, each with a third of the limit.
 */
function wantedOf({ store, programme }: PaymentFacts, { by }: Hand, usual: number, { spenders, timesUsual, freshDays, pairDays }: Fixed): Wanted[] {
  if (store.largeTicket) return [{ people: spenders, least: programme.perPayment / 3, days: pairDays }]
  return [
    { people: spenders, least: timesUsual * usual, days: by === 'home' ? freshDays : null },
    { people: 2, least: 1.5 * timesUsual * usual, days: pairDays },
  ]
}

function together({ payment }: PaymentFacts, { shared }: Hand, { people, least, days }: Wanted): Pick<Spent, 'payments' | 'people'> | null {
  const fresh = days === null ? null : freshAt(shared, payment.at - days * day)
  const counts = (one: PaidItem): boolean => one.amount >= least && (fresh?.has(one.customerId) ?? true)
  if (!counts(payment)) return null
  const payments = [...standing(shared.payments).filter((other) => other.storeId === payment.storeId && other.at <= payment.at && counts(other)), payment]
  const number = new Set(payments.map(({ customerId }) => customerId)).size
  return number < people ? null : { payments, people: number }
}

/** Many households live at one address: only those who came on file lately can be one person's accounts. */
const freshAt = ({ customers }: SharedDossier, from: number): ReadonlySet<string> => new Set(customers.filter(({ since }) => since >= from).map(({ customerId }) => customerId))

/** A telephone number is no subject of its own: the first of those who share it stands for all. */
const firstOf = ({ customers }: SharedDossier, otherwise: string): Subject => ({ kind: 'customer', id: customers[0]?.customerId ?? otherwise })

interface Spent {
  readonly hand: Hand
  readonly payments: readonly PaidItem[]
  readonly people: number
  readonly usual: number
}

function spent({ payment, store }: PaymentFacts, fixed: Fixed, { hand, payments, people, usual }: Spent): Finding {
  const total = yenSign(BigInt(sum(payments.map(({ amount }) => amount))))
  const { ja, en } = words[hand.by]
  return hit({
    subject: hand.subject,
    points: people >= fixed.spenders ? 130 : 100,
    urgency: 'daily',
    sentence: {
      ja: `同じ${ja}を使う${people}人が、店舗${payment.storeCode}でそれぞれふだんを大きく上回る金額、合計${total}を支払いました。`,
      en: `${people} people with the same ${en} each paid far more than is usual at store ${payment.storeCode}, ${total} in all.`,
    },
    brief: `同じ${ja}を使う${people}人が、店舗${payment.storeCode}で合計${total}を支払いました。`,
    figures: [
      { ja: 'まとめて使った人数', en: 'People', value: `${people}人`, threshold: `${fixed.spenders}人以上` },
      { ja: `同じ${ja}の人数`, en: `People with the same ${en}`, value: `${hand.shared.customers.length}人`, threshold: '—' },
      { ja: '店舗のふだんの金額', en: 'Usual amount', value: yenSign(BigInt(Math.round(usual))), threshold: `${fixed.timesUsual}倍以上` },
    ],
    payments,
    facts: { by: hand.by, people, sharers: hand.shared.customers.length, usual: Math.round(usual), storeCode: store.code },
  })
}

function buying({ topUp, phone, card, at }: TopUpFacts, fixed: Fixed): Finding {
  const hands = [...(phone === null ? [] : [{ by: 'phone' as const, shared: phone }]), ...(card === null ? [] : [{ by: 'card' as const, shared: card }])]
  if (hands.length === 0) return notApplicable('telephone number and card')
  for (const { by, shared } of hands) {
    const buyers = buyersOf(shared, topUp.customerId, at - fixed.buyDays * day)
    if (buyers.length <= fixed.household) continue
    const { ja, en } = words[by]
    const total = yenSign(BigInt(sum(buyers.map(({ bought }) => bought)) + topUp.amount + topUp.premium))
    return hit({
      subject: firstOf(shared, topUp.customerId),
      points: 100,
      urgency: 'daily',
      sentence: {
        ja: `同じ${ja}で${buyers.length}人分の商品券が${fixed.buyDays}日以内に購入されました（プレミアムを含めて合計${total}）。`,
        en: `Vouchers for ${buyers.length} people were bought with the same ${en} within ${fixed.buyDays} days (${total} in all, with the premium).`,
      },
      brief: `同じ${ja}で${buyers.length}人分、合計${total}の商品券が購入されました。`,
      figures: [{ ja: '購入した人数', en: 'People who bought', value: `${buyers.length}人`, threshold: `${fixed.household}人を超える` }],
      payments: [],
      facts: { by, buyers: buyers.length },
    })
  }
  return no
}

/** Who came lately and has bought; whoever buys now among them. */
function buyersOf({ customers }: SharedDossier, buyerId: string, from: number): Pick<Sharer, 'bought'>[] {
  const bought = customers.filter((one) => one.customerId !== buyerId && one.bought > 0 && one.since >= from)
  return [...bought, customers.find(({ customerId }) => customerId === buyerId) ?? { bought: 0 }]
}
