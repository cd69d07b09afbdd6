import { z } from 'zod'
import { yenSign } from '../../core/yen.ts'
import { standing } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, hour, minute } from '../dossiers/moments.ts'
import { defineRule, hit, no, notApplicable } from '../rule.ts'

const settings = z.object({
  lagMinutes: z.number().int().min(0).max(1_440).meta({ ja: '停止後の猶予', en: 'Grace after closing', unit: 'minutes' }),
})

/**
 * 取扱停止中の店舗での決済: the store must not take payments, and one got through. Whoever stood at the till when it closed may
 * still finish, and closing takes a while to reach every till; after that each payment is one that should not exist.
 */
export const inactiveStore = defineRule({
  id: 'inactive-store',
  typology: 'operations',
  on: ['payment'],
  asks: {
    ja: '取扱停止から{lagMinutes}分を過ぎた店舗で支払われた',
    en: 'A payment at a store that stopped taking payments more than {lagMinutes} minutes ago',
  },
  settings,
  defaults: { lagMinutes: 60 },
  detect: ({ payment, store }, { lagMinutes }) => {
    if (store.onFileSince === null) return notApplicable('この店舗の登録')
    if (store.open) return no
    const closedAt = store.openChangedAt ?? store.onFileSince
    if (payment.at - closedAt <= lagMinutes * minute) return no
    const payments = [...standing(since(store.payments, Math.max(closedAt + lagMinutes * minute, payment.at - 3 * day))), payment]
    const money = yenSign(BigInt(sum(payments.map(({ amount }) => amount))))
    const hours = Math.floor((payment.at - closedAt) / hour)
    const ago = hours >= 48 ? { ja: `${Math.floor(hours / 24)}日前`, en: `${Math.floor(hours / 24)} days` } : { ja: `${hours}時間前`, en: `${hours} hours` }
    return hit({
      subject: { kind: 'store', id: payment.storeId },
      points: 200,
      urgency: 'immediate',
      sentence: {
        ja: `${ago.ja}に取扱いを停止した店舗${payment.storeCode}で、停止後に${payments.length}回、合計${money}が支払われています（基準：停止から${lagMinutes}分）。`,
        en: `Store ${payment.storeCode} stopped taking payments ${ago.en} ago; ${payments.length} payments and ${money} came since (threshold: ${lagMinutes} minutes).`,
      },
      brief: `取扱停止中の店舗${payment.storeCode}で、${yenSign(BigInt(payment.amount))}が支払われました。`,
      figures: [
        { ja: '取扱停止', en: 'Stopped', value: ago.ja, threshold: `${lagMinutes}分以内` },
        { ja: '停止後の支払い', en: 'Payments since', value: `${payments.length}回、${money}`, threshold: '0回' },
      ],
      payments,
      facts: { hours, count: payments.length },
    })
  },
})
