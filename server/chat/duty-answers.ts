import { calledOfficers } from '../cases/clocks/officers-called.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { cardWithButtons, clock, dueInWords, inWords, pageButton, type Asked } from './phrase.ts'

/** Case rows of one answer; the page has the others. */
const rowsMax = 5

/** 当番: who is called now, by the numbers officers have in a chat, first to last. */
export async function dutyAnswer(asked: Asked): Promise<LineMessageJson> {
  const called = await asked.ctx.db.atomically({ kind: 'job', job: 'handle-line-event' }, (tx) => calledOfficers(tx, asked.now))
  const numbers = called.map(({ number }) => number).join(inWords(asked, '・', ', '))
  const time = clock(asked)
  const text = called.length === 0
    ? inWords(asked, 'いま連絡できる職員がいません。職員の画面で当番をご確認ください。', 'Nobody can be called now. Please check who is on duty.')
    : called.some(({ onDuty }) => onDuty)
      ? inWords(asked, `いまの当番は ${numbers} です（${time}時点）。`, `On duty now: ${numbers} (as of ${time}).`)
      : inWords(asked, `当番の職員がいないため、全員にお知らせします（${numbers}）。`, `Nobody is on duty, so everybody is called (${numbers}).`)
  return cardWithButtons(asked, {
    altText: inWords(asked, 'いまの当番', 'On duty now'), tone: 'info', label: inWords(asked, '当番', 'On duty'), title: inWords(asked, '当番', 'On duty'),
    rows: [text], buttons: [pageButton(asked, '職員を見る', 'See officers', '/office/staff')],
  })
}

/** 案件: the asker's own open cases by number and clock; whom they are about is told behind the sign-in only. */
export async function myCasesAnswer(asked: Asked, scope: OfficerScope): Promise<LineMessageJson> {
  const mine = { ownerId: scope.officerId, state: { not: 'closed' as const } }
  const [count, first] = await asked.ctx.db.atomically(scope, async (tx) => [
    await tx.fraudCase.count({ where: mine }),
    await tx.fraudCase.findMany({ where: mine, select: { number: true, clocks: { where: { stoppedAt: null }, select: { dueAt: true }, orderBy: { dueAt: 'asc' }, take: 1 } }, orderBy: [{ nextOn: 'asc' }, { number: 'asc' }], take: rowsMax }),
  ])
  const text = inWords(asked, `担当の案件は${count}件です（${clock(asked)}時点）。`, `You are in charge of ${count} case${count === 1 ? '' : 's'} (as of ${clock(asked)}).`)
  const due = (at: Date | undefined) => (at ? inWords(asked, ` 期限 ${dueInWords(asked, at)}`, `, due ${dueInWords(asked, at)}`) : '')
  return cardWithButtons(asked, {
    altText: text, tone: 'info', label: inWords(asked, '案件', 'Cases'), title: inWords(asked, '自分の担当', 'My cases'),
    rows: [text, ...first.map(({ number, clocks }) => `${number}${due(clocks[0]?.dueAt)}`)],
    buttons: [pageButton(asked, 'ひらく', 'Open', '/office/cases?u=mine')],
  })
}

/** 日報: what waits of the daily cases, and the way to the reports. */
export async function dailyReportAnswer(asked: Asked, scope: OfficerScope): Promise<LineMessageJson> {
  const [open, untaken] = await asked.ctx.db.atomically(scope, async (tx) => {
    const daily = { urgency: 'daily' as const, state: { not: 'closed' as const } }
    return [await tx.fraudCase.count({ where: daily }), await tx.fraudCase.count({ where: { ...daily, takenAt: null } })]
  })
  const text = inWords(asked, `日次の案件は${open}件、うち未対応${untaken}件です（${clock(asked)}時点）。`, `${open} daily case${open === 1 ? '' : 's'}, ${untaken} of them not taken (as of ${clock(asked)}).`)
  return cardWithButtons(asked, {
    altText: text, tone: 'info', label: inWords(asked, '日報', 'Daily report'), title: inWords(asked, '日報', 'Daily report'),
    rows: [text], buttons: [pageButton(asked, '日報を開く', 'Open', '/office/reports/daily'), pageButton(asked, '未対応を見る', 'Not taken', '/office/cases?u=daily')],
  })
}

/** 返済, to an officer: how many demands are open, and never whose. */
export async function owedAnswer(asked: Asked, scope: OfficerScope): Promise<LineMessageJson> {
  const open = await asked.ctx.db.atomically(scope, (tx) => tx.demand.count({ where: { state: { in: ['issued', 'partly_repaid'] } } }))
  const text = inWords(asked, `返済中の請求は${open}件です（${clock(asked)}時点）。`, `${open} demand${open === 1 ? '' : 's'} open (as of ${clock(asked)}).`)
  return cardWithButtons(asked, {
    altText: text, tone: 'info', label: inWords(asked, '返済', 'Repayments'), title: inWords(asked, '返済', 'Repayments'), rows: [text], buttons: [pageButton(asked, 'ひらく', 'Open', '/office/repayments')],
  })
}
