import { dayColumn, dayOf } from '../core/time.ts'
import { yenSign } from '../core/yen.ts'
import type { OfficerScope, StaffScope } from '../db/scope.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import type { OfficePage, StorePage } from './command.ts'
import { cardWithButtons, clock, dueInWords, inWords, pageButton, type Asked } from './phrase.ts'

/** 売上: the speaker's own stores, today. */
export async function salesAnswer(asked: Asked, scope: StaffScope): Promise<LineMessageJson> {
  const today = await asked.ctx.db.atomically(scope, (tx) =>
    tx.payment.aggregate({
      where: { storeId: { in: [...scope.storeIds] }, paidOn: dayColumn(dayOf(asked.now)), state: { not: 'voided' } },
      _count: { id: true },
      _sum: { amount: true, refundedTotal: true },
    }),
  )
  const [count, total, time] = [today._count.id, yenSign((today._sum.amount ?? 0n) - (today._sum.refundedTotal ?? 0n)), clock(asked)]
  return card(asked, inWords(asked, '今日の売上', 'Sales today'), inWords(asked, `今日は${count}件、${total}です（${time}時点）。`, `Today: ${count} payments, ${total} (as of ${time}).`), '/store')
}

/** 確認依頼 */
export async function factChecksAnswer(asked: Asked, scope: StaffScope): Promise<LineMessageJson> {
  const open = await asked.ctx.db.atomically(scope, (tx) => tx.factCheck.count({ where: { storeId: { in: [...scope.storeIds] }, state: 'asked' } }))
  const text = open === 0
    ? inWords(asked, '確認の依頼はありません。いつもご協力ありがとうございます。', 'No requests. Thank you for your help.')
    : inWords(asked, `確認の依頼が${open}件あります。`, `${open} fact check${open === 1 ? '' : 's'} waiting for your answer.`)
  return card(asked, inWords(asked, '確認依頼', 'Fact checks'), text, '/store/fact-checks')
}

/** スタッフ: how many people work in the speaker's own stores, and the way to them. */
export async function peopleAnswer(asked: Asked, scope: StaffScope): Promise<LineMessageJson> {
  const people = await asked.ctx.db.atomically(scope, (tx) => tx.staff.count({ where: { employment: 'active', stores: { some: { storeId: { in: [...scope.storeIds] } } } } }))
  return card(asked, inWords(asked, 'スタッフ', 'Staff'), inWords(asked, `利用中のスタッフは${people}人です。`, `${people} active staff member${people === 1 ? '' : 's'}.`), '/store/staff')
}

/** The way to a page of the rich menu, for LINE on a PC. */
export function pageAnswer(asked: Asked, name: StorePage | OfficePage): LineMessageJson {
  const { ja, en, path } = pages[name]
  return card(asked, inWords(asked, ja.title, en.title), inWords(asked, ja.text, en.text), path)
}

const pages = {
  counter: { path: '/store', ja: { title: '受付', text: '届いたお支払いが、その場で表示されます。' }, en: { title: 'Counter', text: 'Payments appear here as they arrive.' } },
  'ask-amount': { path: '/store/request', ja: { title: '金額QR', text: '金額を入れてQRコードを出し、お客さまに読み取ってもらいます。' }, en: { title: 'Amount QR', text: 'Enter an amount and show its QR code to the customer.' } },
  'read-code': { path: '/store/scan', ja: { title: 'コード読取', text: 'お客さまの画面のコードを読み取って、代金を受け取ります。' }, en: { title: 'Read a code', text: 'Read the code on the customer’s screen.' } },
  received: { path: '/store/payments', ja: { title: '支払いの一覧', text: 'お店に届いたお支払いの一覧です。' }, en: { title: 'Payments', text: 'The payments to your store.' } },
  'not-received': {
    path: '/store/not-received', ja: { title: '入金がない', text: 'お客さまの画面は見たが、入金がないときに、事務局へ知らせます。5分待っても出ないときに送ってください。' },
    en: { title: 'Not received', text: 'Tells the secretariat that a customer’s screen said paid and nothing arrived. Please wait five minutes first.' },
  },
  settings: { path: '/store/menu', ja: { title: 'お店の設定', text: 'お店と文字の大きさ、サインアウトはこちらです。' }, en: { title: 'Store settings', text: 'Your stores, text size and signing out.' } },
  answers: { path: '/office/cases?s=answered', ja: { title: '事実確認の回答', text: 'お店から回答が届いた案件です。' }, en: { title: 'Stores’ answers', text: 'Cases that a store has answered.' } },
  records: { path: '/office/payments', ja: { title: '支払いの記録', text: 'すべてのお支払いの記録です。' }, en: { title: 'Payment records', text: 'The records of all payments.' } },
  functions: { path: '/office/functions', ja: { title: '停止スイッチ', text: '機能ごとに、すべての方の利用を止められます。' }, en: { title: 'Stop switches', text: 'Stops a function for everybody.' } },
  audit: { path: '/office/audit', ja: { title: '監査ログ', text: '操作と閲覧の記録です。' }, en: { title: 'Audit log', text: 'The records of what was done and read.' } },
} as const

/** 状況: counts, and nothing that could tell whom they are about. */
export async function situationAnswer(asked: Asked, scope: OfficerScope): Promise<LineMessageJson> {
  const { immediate, daily, monthly, approvals } = await asked.ctx.db.atomically(scope, async (tx) => {
    const open = (urgency: 'immediate' | 'daily' | 'monthly') => tx.fraudCase.count({ where: { urgency, state: { not: 'closed' } } })
    return { immediate: await open('immediate'), daily: await open('daily'), monthly: await open('monthly'), approvals: await tx.approval.count({ where: { state: 'proposed' } }) }
  })
  const text = inWords(
    asked,
    `即時 ${immediate}件・日次 ${daily}件・月次 ${monthly}件、承認待ち ${approvals}件です（${clock(asked)}時点）。`,
    `Immediate ${immediate}, daily ${daily}, monthly ${monthly}; waiting for approval ${approvals} (as of ${clock(asked)}).`,
  )
  return card(asked, inWords(asked, '状況', 'Status'), text, '/office')
}

/** 即時 */
export async function immediateAnswer(asked: Asked, scope: OfficerScope): Promise<LineMessageJson> {
  const open = await asked.ctx.db.atomically(scope, (tx) => tx.fraudCase.count({ where: { urgency: 'immediate', state: { not: 'closed' } } }))
  return card(asked, inWords(asked, '即時の案件', 'Immediate cases'), inWords(asked, `即時の案件は${open}件です。`, `${open} immediate case${open === 1 ? '' : 's'} open.`), '/office/cases?u=immediate')
}

/** 承認 */
export async function approvalsAnswer(asked: Asked, scope: OfficerScope): Promise<LineMessageJson> {
  const waiting = await asked.ctx.db.atomically(scope, (tx) => tx.approval.count({ where: { state: 'proposed' } }))
  return card(asked, inWords(asked, '承認', 'Approvals'), inWords(asked, `承認を待っている起案は${waiting}件です。`, `${waiting} proposal${waiting === 1 ? '' : 's'} waiting for approval.`), '/office/approvals')
}

/** A case by its number: urgency, state and clock. Who it is about is told behind the sign-in only. */
export async function caseAnswer(asked: Asked, scope: OfficerScope, number: string): Promise<LineMessageJson> {
  const found = await asked.ctx.db.atomically(scope, (tx) => tx.fraudCase.findUnique({ where: { number }, select: { id: true, urgency: true, state: true, clocks: { where: { stoppedAt: null }, select: { kind: true, dueAt: true }, orderBy: { dueAt: 'asc' }, take: 1 } } }))
  if (!found) return card(asked, number, inWords(asked, `${number}の案件は見つかりませんでした。`, `There is no case ${number}.`), '/office/cases')
  const [urgency, state] = [urgencyWords[found.urgency], stateWords[found.state]]
  const [running] = found.clocks
  const due = running
    ? inWords(asked, `${clockWords[running.kind].ja}の期限 ${dueInWords(asked, running.dueAt)}`, `${clockWords[running.kind].en} due ${dueInWords(asked, running.dueAt)}`)
    : inWords(asked, '動いている期限はありません', 'No deadline is running')
  return card(asked, number, inWords(asked, `${urgency.ja}・${state.ja}。${due}`, `${urgency.en}, ${state.en}. ${due}`), `/office/cases/${found.id}`)
}

const card = (asked: Asked, title: string, text: string, path: string): LineMessageJson =>
  cardWithButtons(asked, { altText: text, tone: 'info', label: inWords(asked, 'お知らせ', 'Notice'), title, rows: [text], buttons: [pageButton(asked, 'ひらく', 'Open', path)] })

/** What each deadline waits for. */
const clockWords = {
  acknowledge: { ja: '確認', en: 'Acknowledgement' },
  fact_check: { ja: '店舗の回答', en: 'The store’s answer' },
  verdict: { ja: '判定', en: 'Verdict' },
  demand: { ja: '返済の請求', en: 'Demand' },
  repayment: { ja: '返済', en: 'Repayment' },
  instalment: { ja: '分割の返済', en: 'Instalment' },
  appeal: { ja: '申し出の回答', en: 'Answer to the appeal' },
} as const

const urgencyWords = {
  immediate: { ja: '即時', en: 'Immediate' },
  daily: { ja: '日次', en: 'Daily' },
  monthly: { ja: '月次', en: 'Monthly' },
} as const

const stateWords = {
  opened: { ja: '未対応', en: 'opened' },
  checking_facts: { ja: '事実確認中', en: 'checking facts' },
  cleared: { ja: '問題なし', en: 'cleared' },
  confirmed: { ja: '不正確定', en: 'confirmed' },
  frozen: { ja: '凍結中', en: 'frozen' },
  demanded: { ja: '返済請求中', en: 'repayment demanded' },
  repaying: { ja: '一部返済', en: 'partly repaid' },
  repaid: { ja: '完済', en: 'repaid' },
  written_off: { ja: '免除・貸倒', en: 'written off' },
  closed: { ja: '終了', en: 'closed' },
} as const
