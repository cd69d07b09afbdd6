import type { Config } from '../../config.ts'
import { shortDayInJapanese, type Day } from '../../core/time.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'

/** Every kind of push about repayment: at most one a day goes to a person by itself. */
export const repaymentKinds = ['F13', 'F14', 'F15', 'F16', 'plan-agreed', 'plan-declined', 'plan-ended', 'deferred'] as const

export const scheduleTitles = {
  before: '返済の期限が近づいています',
  after: '返済の期限が過ぎています',
  'plan-agreed': '分割のお申し込みについて、お知らせがあります',
  'plan-declined': '分割のお申し込みについて、お知らせがあります',
  'plan-ended': '分割のお支払いについて、お知らせがあります',
  deferred: '返済の期限について、お知らせがあります',
} as const

/** Shows on the lock screen, so it says nothing. */
const important = 'みまもりペイから大切なお知らせがあります'
const help = { label: '相談する', path: '/help' }

/** F14 返済の催促. No amount, no reason, no store; who has paid already is asked for nothing. */
export function reminderMessage(config: Config, told: { readonly demandId: string; readonly number: string; readonly dueOn: Day; readonly isLate: boolean }): LineMessageJson {
  const due = shortDayInJapanese(told.dueOn)
  return flexCard({
    altText: important,
    tone: told.isLate ? 'attention' : 'brand',
    label: '大切なお知らせ',
    title: told.isLate ? scheduleTitles.after : scheduleTitles.before,
    rows: told.isLate
      ? [`${due}までのお支払いが確認できていません。お困りのことがあれば、ご相談ください。`, `請求番号 ${told.number}`]
      : [`請求番号 ${told.number}`, `期限 ${due}`, 'すでにお支払いの方は、行きちがいをお許しください。'],
    buttons: [
      { label: '支払い方法', url: liffUrl(config, `/repayments/${told.demandId}`) },
      { label: help.label, url: liffUrl(config, help.path) },
    ],
  })
}

export type ScheduleTold = 'plan-agreed' | 'plan-declined' | 'plan-ended' | 'deferred'

const scheduleRows = {
  'plan-agreed': '内容は、下のボタンからご確認ください。',
  'plan-declined': '内容は、下のボタンからご確認ください。',
  'plan-ended': '分割の期限までのお支払いが確認できていません。お困りのことがあれば、ご相談ください。',
  deferred: '新しい期限は、下のボタンからご確認ください。',
} as const

/** A plan or a due day changed. What it says is only in the mini-app, after sign-in. */
export function scheduleMessage(config: Config, told: { readonly demandId: string; readonly number: string; readonly about: ScheduleTold }): LineMessageJson {
  return flexCard({
    altText: important,
    tone: told.about === 'plan-ended' ? 'attention' : 'brand',
    label: '大切なお知らせ',
    title: scheduleTitles[told.about],
    rows: [`請求番号 ${told.number}`, scheduleRows[told.about]],
    buttons: [
      { label: '内容を見る', url: liffUrl(config, `/repayments/${told.demandId}`) },
      { label: help.label, url: liffUrl(config, help.path) },
    ],
  })
}

export type OfficersTold = 'instalments-asked' | 'plan-ended' | 'reversed' | 'unfreeze-prepared'

const officersRows = {
  'instalments-asked': { title: '分割の申し込みがあります', row: '内容をご確認のうえ、起案をお願いいたします。', act: '?act=propose-instalments' },
  'plan-ended': { title: '分割の約束が終わりました', row: '期限までのお支払いがありません。ご本人に事情をうかがってください。', act: '' },
  reversed: { title: '返済の取り消しがあります', row: '決済会社が入金を取り消しました。残りの返済をご確認ください。', act: '' },
  'unfreeze-prepared': { title: '完済しました', row: '停止の解除の起案を用意しました。内容をご確認のうえ、起案をお願いいたします。', act: '?act=propose-unfreeze' },
} as const

/** To the officer of a case: something happened to its repayment. The case's number only. */
export function repaymentNewsMessage(config: Config, told: { readonly caseId: string; readonly caseNumber: string; readonly about: OfficersTold }): LineMessageJson {
  const { title, row, act } = officersRows[told.about]
  return flexCard({
    altText: `${title} ${told.caseNumber}`,
    tone: told.about === 'unfreeze-prepared' ? 'ok' : 'attention',
    label: '返済',
    title: `${title}・${told.caseNumber}`,
    rows: [row],
    buttons: [{ label: '案件を開く', url: liffUrl(config, `/office/cases/${told.caseId}${act}`) }],
  })
}
