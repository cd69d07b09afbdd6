import { calledOfficers } from '../cases/clocks/officers-called.ts'
import { dayOf, shortDayInJapanese, timeInJapanese } from '../core/time.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { cardWithButtons, clock, inWords, longDay, pageButton, type Asked } from './phrase.ts'

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

const dueInWords = (asked: Asked, at: Date): string => {
  const time = timeInJapanese(at)
  if (dayOf(at) === dayOf(asked.now)) return time
  return `${inWords(asked, shortDayInJapanese(dayOf(at)), longDay(asked, dayOf(at)))} ${time}`
}
