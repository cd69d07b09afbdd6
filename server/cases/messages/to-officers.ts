import type { Config } from '../../config.ts'
import { secondsBetween, shortDayInJapanese, dayOf, timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import type { ApprovalKind } from '../../approval/approval.ts'
import { approvalKindWords } from '../words.ts'

export interface AlertTold {
  readonly caseId: string
  readonly caseNumber: string
  readonly about: 'alert' | 'escalated' | 'overdue' | 'passed-on' | 'freeze-ends-in-4-hours' | 'freeze-ends-in-1-hour'
  /** Codes only. */
  readonly brief: string
  /** 「C-7F3K」, 「S-0142」, or only 「端末」. */
  readonly subject: string
  /** Nobody can be stopped in a case about a store: the button isn't there. */
  readonly hasCustomer: boolean
  readonly storeCodes: readonly string[]
  readonly acknowledgeBy: Date
  readonly freezeLapsesAt: Date | null
}

/** F05 即時アラート. Codes only: no name, no threshold. Buttons that look or decide lead to the screen that checks who looks. */
export function alertMessage(config: Config, told: AlertTold, now: Date): LineMessageJson {
  const page = liffUrl(config, `/office/cases/${told.caseId}`)
  const postback = (act: string) => new URLSearchParams({ act, case: told.caseId }).toString()
  return flexCard({
    altText: `【即時】確認が必要な案件 ${told.caseNumber}`,
    tone: 'danger',
    label: '即時',
    title: `即時・${told.caseNumber}`,
    rows: [told.brief, `対象 ${[told.subject, told.storeCodes.join('・')].filter(Boolean).join('/')}`, clockLine(told, now)],
    buttons: [
      { label: '担当になる', postback: postback('take') },
      { label: '案件を開く', url: page },
      ...(told.hasCustomer ? [{ label: '仮に止める', postback: postback('freeze') }] : []),
      { label: '店舗へ確認', url: `${page}?act=ask-store` },
      { label: '問題なし', url: `${page}?act=verdict` },
    ],
  })
}

function clockLine({ about, acknowledgeBy, freezeLapsesAt }: AlertTold, now: Date): string {
  switch (about) {
    case 'alert':
    case 'escalated':
      return `確認の期限 ${timeInJapanese(acknowledgeBy)}（あと${minutesLeft(now, acknowledgeBy)}分）`
    case 'overdue':
      return `確認の期限 ${timeInJapanese(acknowledgeBy)}を過ぎました。まだ担当がいません。`
    case 'passed-on':
      return `確認の期限 ${timeInJapanese(acknowledgeBy)}を過ぎ、まだ担当がいません。あなたへ引き継ぎます。`
    case 'freeze-ends-in-4-hours':
    case 'freeze-ends-in-1-hour':
      return `仮の停止は${freezeLapsesAt ? timeInJapanese(freezeLapsesAt) : 'まもなく'}に終わります（あと${about === 'freeze-ends-in-4-hours' ? 4 : 1}時間以内）。`
  }
}

const minutesLeft = (now: Date, until: Date): number => Math.max(0, Math.round(secondsBetween(now, until) / 60))

/** What 「仮に止める」 asks before it stops anybody. `until`: from then on its button no longer stops anybody. */
export function freezeQuestion(caseId: string, caseNumber: string, until: Date): LineMessageJson {
  return flexCard({
    altText: `${caseNumber} 仮に止めますか？`,
    tone: 'stopped',
    label: '確認',
    title: `仮に止める・${caseNumber}`,
    rows: ['24時間まで止めます。よろしいですか？'],
    buttons: [{ label: '止める', postback: new URLSearchParams({ act: 'freeze-confirm', case: caseId, until: String(Math.floor(until.getTime() / 1_000)) }).toString() }],
  })
}

export interface AnswerTold {
  readonly caseId: string
  readonly caseNumber: string
  readonly storeCode: string
  readonly answeredAt: Date
}

/** To the case's officer: a store has answered. The answer itself is on the screen only. */
export function answerMessage(config: Config, told: AnswerTold): LineMessageJson {
  return flexCard({
    altText: `事実確認の回答 ${told.caseNumber}`,
    tone: 'info',
    label: '回答',
    title: `事実確認の回答・${told.caseNumber}`,
    rows: [`店舗 ${told.storeCode}`, `回答 ${timeInJapanese(told.answeredAt)}`],
    buttons: [{ label: '案件を開く', url: liffUrl(config, `/office/cases/${told.caseId}`) }],
  })
}

export interface ProposalTold {
  readonly approvalId: string
  readonly number: string
  readonly kind: ApprovalKind
  /** The case's number, or what else it is about. */
  readonly about: string
  /** Yen asked for, or at risk; null when it is not about an amount. */
  readonly amount: bigint | null
  /** 「担当 04」 */
  readonly proposerNumber: string
  readonly expiresAt: Date
}

/** F18 承認依頼 */
export function proposalMessage(config: Config, told: ProposalTold): LineMessageJson {
  return flexCard({
    altText: `承認のお願い ${told.number}`,
    tone: 'attention',
    label: '承認',
    title: '承認のお願い',
    rows: [
      `${approvalKindWords[told.kind].ja}・${told.about}`,
      ...(told.amount === null ? [] : [`金額 ${yenSign(told.amount)}`]),
      `起案 ${told.proposerNumber}`,
      `期限 ${shortDayInJapanese(dayOf(told.expiresAt))} ${timeInJapanese(told.expiresAt)}`,
      '内容をご確認のうえ、判断をお願いいたします。',
    ],
    buttons: [{ label: '内容を確認する', url: liffUrl(config, `/office/approvals/${told.approvalId}`) }],
  })
}
