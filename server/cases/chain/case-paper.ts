import type { Content } from 'pdfmake'
import { inFours } from '../../core/ids.ts'
import { momentInJapanese, momentInDigits, timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { programme } from '../../customers/programme.ts'
import { colours, heading, mm, note, paragraph, particulars, table, title, type Paper } from '../../documents/paper.ts'
import { stateWords } from '../case.ts'
import type { CaseFile } from '../contract.ts'
import { acquaintanceWords, approvalKindWords, recordFoundWords, verdictReasonWords, verdictWords } from '../words.ts'
import type { CaseVerification, PrintPurpose } from './contract.ts'
import type { Act, CaseRecord } from './read-record.ts'

export interface ToPrint {
  readonly file: CaseFile
  readonly record: CaseRecord
  readonly verification: CaseVerification
  readonly printer: string
  readonly purpose: PrintPurpose
  readonly now: Date
}

export const purposeWords: Readonly<Record<PrintPurpose, string>> = { handover: '引き継ぎ', approval: '決裁の資料', prefecture: '県への報告', police: '警察への相談', disclosure: '開示請求への対応' }
const urgencyWords = { immediate: '即時', daily: '日次', monthly: '月次' } as const
const paymentWords = { paid: '支払い済み', voided: '取消', partly_refunded: '一部返金', refunded: '返金' } as const
const freezeWords: Readonly<Record<string, string>> = { provisional: '仮の停止', confirmed: '凍結', lapsed: '期限切れで終了', lifted: '解除' }
const approvalStateWords: Readonly<Record<string, string>> = { proposed: '承認待ち', approved: '承認', sent_back: '差し戻し', expired: '期限切れ' }
/** Names and moments are not broken in the middle of a word: columns that find their own width give way to the others. */
const nameWidth = mm(22)
const momentWidth = mm(30)
const checkStateWords = { asked: '回答待ち', answered: '回答済み', closed: '終了' } as const

/** 案件記録 on A4, in the order in which somebody who knows nothing of the case has to read it. Pure. */
export function casePaper({ file, record, verification, printer, purpose, now }: ToPrint): Paper {
  const printed = `${momentInJapanese(now)} ${printer} 印刷（目的：${purposeWords[purpose]}）`
  return {
    title: `案件記録 ${file.number}`,
    at: now,
    head: { left: `${programme.name.ja}　案件記録 ${file.number}`, right: '取扱注意' },
    foot: printed,
    content: [
      title('案件記録'),
      cover(file, record),
      verdictLine(verification),
      ...evidence(file),
      ...payments(file),
      ...factChecks(file),
      ...section('止めた記録', record.stops, () => table(
        [{ title: '内容', width: mm(17) }, { title: '開始', width: momentWidth }, { title: '終了', width: momentWidth }, { title: '止めた人', width: nameWidth }, { title: '解除した人', width: nameWidth }, { title: '理由', width: '*' }],
        record.stops.map(({ state, from, until, by, lifted, reason }) => [freezeWords[state] ?? state, from, until || '続いています', by, lifted, reason]),
      ), '止めた記録はありません。'),
      ...money(file, record),
      ...section('起案と決裁', record.approvals, () => table(
        [{ title: '番号', width: mm(27) }, { title: '内容', width: '*' }, { title: '結果', width: mm(17) }, { title: '起案', width: '*' }, { title: '決裁', width: '*' }],
        record.approvals.map(({ number, kind, state, proposed, decided }) => [number, approvalKindWords[kind].ja, approvalStateWords[state] ?? state, actLine(proposed), decided ? actLine(decided) : '']),
      ), '起案はありません。'),
      ...timeline(record),
      verdictLine(verification),
      note('氏名は伏せてあります。利用者と店舗スタッフは、コードで表しています。'),
    ],
  }
}

const actLine = ({ who, at, reason }: Act): string => `${who}\n${at}\n${reason}`

function cover(file: CaseFile, { events }: CaseRecord): Content {
  const sum = (pick: (demand: CaseFile['demands'][number]) => string) => yenSign(file.demands.reduce((total, demand) => total + BigInt(pick(demand)), 0n))
  const { verdict } = file
  return particulars([
    ['案件番号', file.number],
    ['対象', `${file.subject.name.ja} ${file.subject.label}${file.customer ? `（${file.customer.maskedName}）` : ''}`],
    ['状態', stateWords[file.state].ja],
    ['緊急性', urgencyWords[file.urgency]],
    ['受付', momentInJapanese(new Date(file.openedAt))],
    ['担当', file.owner?.name ?? '未定'],
    ['判定', verdict ? `${verdictWords[verdict.verdict].ja}（${verdictReasonWords(verdict.reason).ja}）　${verdict.by} ${momentInJapanese(new Date(verdict.at))}${verdict.note ? `\n${verdict.note}` : ''}` : '未判定'],
    ['対象の金額', yenSign(BigInt(file.amountAtRisk))],
    ['請求・受領・残', `${sum(({ principal }) => principal)}・${sum(({ repaid }) => repaid)}・${sum(({ left }) => left)}`],
    ['関連する案件', file.links.map(({ number }) => number).join('、') || 'なし'],
    ['記録の件数', `根拠 ${file.evidence.length}件、支払い ${file.payments.length}件、時系列 ${events.length}件`],
  ])
}

/** 「時系列の検証：正常（14:05、n件）」, or where it is broken. */
export function verdictLine({ intact, events, brokenAt, checkedAt }: CaseVerification): Content {
  const time = timeInJapanese(new Date(checkedAt))
  const text = intact ? `時系列の検証：正常（${time}、${events}件）` : `時系列の検証：${brokenAt ?? 1}件目が記録と一致しません（${time}）。この記録を証拠として使わず、監査の担当者に知らせてください。`
  return { text, bold: true, color: intact ? colours.indigo : colours.danger, margin: [0, 6, 0, 6] }
}

const section = (name: string, rows: readonly unknown[], content: () => Content, none: string): Content[] => [heading(name), rows.length === 0 ? paragraph(none) : content()]

function evidence({ evidence: hits }: CaseFile): Content[] {
  return [
    heading('根拠'),
    ...hits.flatMap((hit, at): Content[] => [
      paragraph(`${at + 1}. ${hit.sentence.ja}`),
      note(`${hit.ruleName.ja}（第${hit.ruleVersion}版）　${urgencyWords[hit.urgency]}　検知 ${momentInJapanese(new Date(hit.raisedAt))}`),
      table([{ title: '項目', width: '*' }, { title: '値', width: 'auto', figures: true }, { title: '基準', width: 'auto', figures: true }], hit.figures.map(({ ja, value, threshold }) => [ja, value, threshold])),
    ]),
  ]
}

function payments({ payments: paid }: CaseFile): Content[] {
  return section('支払い', paid, () => table(
    [{ title: '対象', width: mm(9) }, { title: '日時', width: mm(34) }, { title: '支払番号', width: mm(28) }, { title: '店舗', width: '*' }, { title: '状態', width: mm(17) }, { title: '金額', width: 'auto', figures: true }],
    paid.map((one) => [one.concerned ? '○' : '', momentInDigits(new Date(one.paidAt)), inFours(one.number), `${one.storeCode} ${one.storeName}`, paymentWords[one.state], yenSign(BigInt(one.amount))]),
  ), '支払いはありません。')
}

function factChecks({ factChecks: checks, payments: paid }: CaseFile): Content[] {
  const matchNumberOf = (id: string) => paid.find((one) => one.id === id)?.matchNumber ?? ''
  return [
    heading('事実確認'),
    ...(checks.length === 0 ? [paragraph('事実確認はありません。')] : []),
    ...checks.flatMap((check): Content[] => [
      paragraph(`${check.storeCode} ${check.storeName}　依頼 ${momentInJapanese(new Date(check.askedAt))}　期限 ${momentInJapanese(new Date(check.dueAt))}　${checkStateWords[check.state]}${check.answeredAt ? ` ${momentInJapanese(new Date(check.answeredAt))}` : ''}`),
      ...(check.answers.length === 0 ? [] : [table(
        [{ title: '照合番号', width: 'auto' }, { title: '店舗の記録', width: 'auto' }, { title: 'レシート', width: 'auto' }, { title: '品目', width: '*' }, { title: 'お客さま', width: 'auto' }, { title: 'メモ', width: '*' }],
        check.answers.map((answer) => [matchNumberOf(answer.paymentId), recordFoundWords[answer.recordFound], answer.receiptNumber ?? '', answer.goods ?? '', acquaintanceWords[answer.acquaintance], answer.note ?? '']),
      )]),
    ]),
  ]
}

function money({ demands }: CaseFile, { repayments }: CaseRecord): Content[] {
  const yenOf = (amount: string) => yenSign(BigInt(amount))
  return [
    ...section('返済の請求', demands, () => table(
      [{ title: '請求番号', width: '*' }, { title: '期限', width: 'auto' }, { title: '請求', width: 'auto', figures: true }, { title: '受領', width: 'auto', figures: true }, { title: '残', width: 'auto', figures: true }],
      demands.map(({ number, dueOn, principal, repaid, left }) => [number, dueOn, yenOf(principal), yenOf(repaid), yenOf(left)]),
    ), '請求はありません。'),
    ...(repayments.length === 0 ? [] : [table(
      [{ title: '受領日', width: 'auto' }, { title: '請求番号', width: '*' }, { title: '方法', width: 'auto' }, { title: '金額', width: 'auto', figures: true }, { title: '払いすぎ', width: 'auto', figures: true }],
      repayments.map(({ day, demand, method, amount, surplus }) => [day, demand, method, yenSign(amount), yenSign(surplus)]),
    )]),
  ]
}

function timeline({ events }: CaseRecord): Content[] {
  return [
    heading('時系列'),
    table(
      [{ title: '番', width: 'auto', figures: true }, { title: '日時', width: momentWidth }, { title: '内容', width: '*' }, { title: '人', width: nameWidth }, { title: 'ハッシュ', width: 'auto' }],
      events.map(({ place, at, sentence, who, hash }) => [place === null ? '' : String(place), at, sentence, who, hash.slice(0, 12)]),
    ),
    note('ハッシュは、一つ前の行のハッシュとその行の内容から計算した値（SHA-256）の先頭12文字です。あとから変えた行は、検証で見つかります。'),
  ]
}
