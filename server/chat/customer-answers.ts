import { dayOf } from '../core/time.ts'
import { yenSign } from '../core/yen.ts'
import type { CustomerScope } from '../db/scope.ts'
import { programme } from '../customers/programme.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { usablePockets } from '../payments/balance.ts'
import { totalOf } from '../payments/pockets.ts'
import { cardWithButtons, clock, inWords, longDay, pageButton, sentence, shortMoment, type Asked } from './phrase.ts'

const historyLength = 3

/** 残高 */
export async function balanceAnswer(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const pockets = await asked.ctx.db.atomically(scope, (tx) => usablePockets(tx, scope.customerId, dayOf(asked.ctx.clock.now())))
  const [amount, day, time] = [yenSign(totalOf(pockets)), longDay(asked, pockets[0]?.expiresOn ?? programme.validUntil), clock(asked)]
  return sentence(asked, inWords(asked, `使える金額は${amount}です。${day}まで使えます。（${time}時点）`, `You can use ${amount} until ${day}. (As of ${time})`))
}

/** 履歴: the last three and the way to all of them. */
export async function historyAnswer(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const payments = await asked.ctx.db.atomically(scope, (tx) =>
    tx.payment.findMany({
      where: { customerId: scope.customerId },
      select: { amount: true, paidAt: true, state: true, store: { select: { name: true } } },
      orderBy: [{ paidAt: 'desc' }, { id: 'desc' }],
      take: historyLength,
    }),
  )
  if (payments.length === 0) {
    return sentence(asked, inWords(asked, 'まだお支払いはありません。お店のQRコードを読み取ると、ここに記録されます。', 'No payments yet. They appear here after you read a store’s QR code.'))
  }
  const title = inWords(asked, '最近のお支払い', 'Latest payments')
  return cardWithButtons(asked, {
    altText: title,
    tone: 'info',
    label: inWords(asked, '履歴', 'History'),
    title,
    rows: payments.map(({ amount, paidAt, state, store }) => {
      const voided = state === 'voided' ? inWords(asked, '（取消済み）', ' (voided)') : ''
      return `${shortMoment(asked, paidAt)}　${store.name}　${yenSign(amount)}${voided}`
    }),
    buttons: [pageButton(asked, 'すべて見る', 'See all', '/payments')],
  })
}

/** 支払い */
export async function payAnswer(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const wallet = await asked.ctx.db.atomically(scope, (tx) => tx.wallet.findUniqueOrThrow({ where: { customerId: scope.customerId }, select: { standing: true, selfStoppedAt: true } }))
  if (wallet.standing !== 'active' || wallet.selfStoppedAt !== null) {
    const title = wallet.standing === 'self_stopped' ? inWords(asked, 'ご自分の操作で、お支払いを止めています', 'You stopped your payments') : inWords(asked, 'お支払いを一時的に止めています', 'Your payments are paused')
    return cardWithButtons(asked, {
      altText: inWords(asked, 'みまもりペイからお知らせがあります', 'A notice from Mimamori Pay'),
      tone: 'stopped',
      label: inWords(asked, '一時停止', 'Paused'),
      title,
      rows: [inWords(asked, '残高は変わっていません。', 'Your balance has not changed.')],
      buttons: [pageButton(asked, 'くわしく見る', 'See details', '/stopped')],
    })
  }
  const text = inWords(asked, 'お店のQRコードを読み取ってください。', 'Read the store’s QR code.')
  return cardWithButtons(asked, {
    altText: text,
    tone: 'brand',
    title: inWords(asked, '支払う', 'Pay'),
    rows: [text],
    buttons: [pageButton(asked, '支払う', 'Pay', '/pay'), pageButton(asked, 'コードを見せる', 'Show a code', '/pay/code')],
  })
}

/** 返済: how many, and never an account number. */
export async function repayAnswer(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const open = await asked.ctx.db.atomically(scope, (tx) => tx.demand.count({ where: { customerId: scope.customerId, state: { in: ['issued', 'partly_repaid'] } } }))
  if (open === 0) return sentence(asked, inWords(asked, '返済のお願いはありません。', 'There is no repayment request.'))
  const text = inWords(asked, `返済のお願いは${open}件です。`, `You have ${open} repayment request${open === 1 ? '' : 's'}.`)
  return cardWithButtons(asked, {
    altText: inWords(asked, 'みまもりペイからお知らせがあります', 'A notice from Mimamori Pay'),
    tone: 'attention',
    label: inWords(asked, 'お知らせ', 'Notice'),
    title: text,
    rows: [inWords(asked, '口座番号をトークでお送りすることはありません。', 'We never send a bank account number in this chat.')],
    buttons: [pageButton(asked, '内容を見る', 'See details', '/repayments')],
  })
}

/** お知らせ */
export async function noticesAnswer(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const unread = await unreadNotices(asked, scope)
  if (unread === 0) return sentence(asked, inWords(asked, '未読のお知らせはありません。', 'No unread notices.'), [pageButton(asked, '見る', 'Open', '/notices')])
  return sentence(asked, inWords(asked, `未読が${unread}件あります。`, `You have ${unread} unread notice${unread === 1 ? '' : 's'}.`), [pageButton(asked, '見る', 'Open', '/notices')])
}

export const unreadNotices = (asked: Asked, scope: CustomerScope): Promise<number> =>
  asked.ctx.db.atomically(scope, (tx) => tx.lineMessage.count({ where: { customerId: scope.customerId, noticePath: { not: null }, openedAt: null } }))
