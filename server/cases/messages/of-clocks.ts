import type { Config } from '../../config.ts'
import { momentInJapanese } from '../../core/time.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { ClockKind } from '../clocks/clock.ts'
import type { Urgency } from '../clocks/urgency.ts'
import { overdueWords } from '../timeline/events/clock-events.ts'

export interface ClockTold {
  readonly caseId: string
  readonly caseNumber: string
  readonly kind: ClockKind
  readonly dueAt: Date
}

/** A deadline has passed. The case's number only. */
export function overdueMessage(config: Config, { caseId, caseNumber, kind, dueAt }: ClockTold): LineMessageJson {
  return flexCard({
    altText: `期限を過ぎた案件 ${caseNumber}`,
    tone: 'attention',
    label: '期限超過',
    title: `期限超過・${caseNumber}`,
    rows: [`${overdueWords[kind].ja}。`, `期限 ${momentInJapanese(dueAt)}`],
    buttons: [{ label: '案件を開く', url: liffUrl(config, `/office/cases/${caseId}`) }],
  })
}

const urgencyWords = { immediate: '即時', daily: '日次', monthly: '月次' } as const satisfies Record<Urgency, string>

/** The letter when LINE reached nobody: mail is read by servers on its way, so it says which case and how urgent, and no more. */
export const caseLetter = (caseNumber: string, urgency: Urgency): { subject: string; text: string } => ({
  subject: `【${urgencyWords[urgency]}】担当のいない案件 ${caseNumber}`,
  text: `${urgencyWords[urgency]}の案件 ${caseNumber} に、まだ担当がいません。\nみまもりペイの事務局の画面でご確認ください。\n`,
})
