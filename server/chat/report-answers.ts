import type { CustomerScope } from '../db/scope.ts'
import { yenSign } from '../core/yen.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { safetyAnswer } from './everybodys-answers.ts'
import { cardWithButtons, inWords, pageButton, shortMoment, type Asked } from './phrase.ts'

const lastPayments = 3

/**
 * 身に覚えがない: the last payments as buttons, each the way to its report, one for 「この中にない」, and stopping at once.
 * Where there is no payment, whom to call.
 */
export async function reportAnswer(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const payments = await asked.ctx.db.atomically(scope, (tx) =>
    tx.payment.findMany({
      where: { customerId: scope.customerId }, select: { id: true, amount: true, paidAt: true, store: { select: { name: true } } }, orderBy: [{ paidAt: 'desc' }, { id: 'desc' }], take: lastPayments,
    }),
  )
  if (payments.length === 0) return safetyAnswer(asked, 'report')
  return cardWithButtons(asked, {
    altText: inWords(asked, 'みまもりペイからお知らせがあります', 'A notice from Mimamori Pay'),
    tone: 'attention',
    label: inWords(asked, '覚えのないお支払い', 'Not your payment'),
    title: inWords(asked, 'どのお支払いですか？', 'Which payment is it?'),
    rows: payments.map(({ amount, paidAt, store }, place) => `${place + 1}. ${shortMoment(asked, paidAt)}　${store.name}　${yenSign(amount)}`),
    note: inWords(asked, '心配なときは、先にお支払いを止められます。あとから再開できます。', 'If you are worried, stop your payments first. They can be resumed later.'),
    buttons: [
      ...payments.map(({ id, amount }, place) => {
        const label = `${place + 1}. ${yenSign(amount)}`
        return pageButton(asked, label, label, `/payments/${id}/report?about=not-me`)
      }),
      pageButton(asked, 'この中にない', 'None of these', '/payments'),
      { label: inWords(asked, '支払いを止める', 'Stop payments'), postback: 'stop' },
    ],
  })
}
