import type { z } from 'zod'
import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import { dayInJapanese, shortDayInJapanese, startOf, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { programme } from '../../customers/programme.ts'
import type { OfficerScope, StaffScope } from '../../db/scope.ts'
import { csvBytes, csvMediaType, type Cell, type CsvEncoding } from '../../documents/csv.ts'
import { heading, note, particulars, table, title, type Paper } from '../../documents/paper.ts'
import { pdfOf } from '../../documents/pdf.ts'
import type { settlementFile } from './contract.ts'
import { readSettlement } from './settlement-list.ts'

type File = z.infer<typeof settlementFile>

/** A download: made while it is read. */
export interface StatementFile {
  readonly name: string
  readonly plainName: string
  readonly mediaType: string
  readonly bytes: AsyncIterable<Buffer>
}

/** 精算書 of one settlement, as PDF or CSV, for the store's managers and for officers. Each download is in the audit log. */
export async function makeStatement(
  ctx: Context, scope: OfficerScope | StaffScope, asked: { readonly id: string; readonly format: 'pdf' | 'csv'; readonly encoding: CsvEncoding },
): Promise<Answer<StatementFile>> {
  const found = await ctx.db.atomically<Answer<File>>(scope, async (tx) => {
    const file = await readSettlement(tx, scope, asked.id)
    if (!file.ok) return file
    const actor = scope.kind === 'staff' ? ({ kind: 'staff', id: scope.staffId } as const) : ({ kind: 'officer', id: scope.officerId } as const)
    await recordAudit(tx, { actor, action: 'settlement.download', objectKind: 'settlement', objectId: asked.id, details: { format: asked.format }, now: ctx.clock.now() })
    return file
  })
  if (!found.ok) return found
  const { number, storeName } = found.value.settlement
  const named = { name: `精算書_${storeName}_${number}.${asked.format}`, plainName: `statement-${number}.${asked.format}` }
  if (asked.format === 'csv') return done({ ...named, mediaType: csvMediaType[asked.encoding], bytes: csvBytes(columns, rowsOf(found.value), asked.encoding) })
  return done({ ...named, mediaType: 'application/pdf', bytes: printed(paperOf(found.value)) })
}

async function* printed(paper: Paper): AsyncGenerator<Buffer, void, undefined> {
  yield await pdfOf(paper)
}

const columns = ['精算番号', '店舗コード', '店舗名', '日', '支払件数', '支払金額', '取消', '返金', '差引金額'] as const

/** The days, and below them the sums that the transfer is made of. */
async function* rowsOf({ settlement: s, days }: File): AsyncGenerator<Cell[], void, undefined> {
  const store = [s.number, s.storeCode, s.storeName]
  for (const { day, payments, gross, voided, refunded } of days) {
    yield [...store, day, payments, BigInt(gross), -BigInt(voided), -BigInt(refunded), BigInt(gross) - BigInt(voided) - BigInt(refunded)]
  }
  const net = BigInt(s.gross) - BigInt(s.voided) - BigInt(s.refunded)
  yield [...store, '期間の合計', s.payments, BigInt(s.gross), -BigInt(s.voided), -BigInt(s.refunded), net]
  yield [...store, '前回からの繰越', null, null, null, null, BigInt(s.carriedIn)]
  yield [...store, '手数料', null, null, null, null, -BigInt(s.fee)]
  yield [...store, '次回への繰越', null, null, null, null, BigInt(s.carriedOut)]
  yield [...store, `お振込み（${s.payOn}）`, null, null, null, null, BigInt(s.payable)]
}

const minus = (amount: string): string => yenSign(-BigInt(amount))
const plain = (amount: string): string => yenSign(BigInt(amount))

/** The statement on A4. */
export function paperOf({ settlement: s, days }: File): Paper {
  const [from, to, payOn] = [s.from, s.to, s.payOn].map((day) => dayInJapanese(day as Day))
  return {
    title: `精算書 ${s.number}`,
    at: startOf(s.payOn as Day),
    head: { left: programme.name.ja, right: `精算書 ${s.number}` },
    foot: `みまもりペイ事務局　${programme.contact.phone}（${programme.contact.opens}–${programme.contact.closes}）`,
    content: [
      title('精算書'),
      particulars([['店舗', `${s.storeName} 様（${s.storeCode}）`], ['精算番号', s.number], ['対象期間', `${from ?? ''}〜${to ?? ''}`], ['お振込み日', s.state === 'nothing' ? 'お振込みはありません' : (payOn ?? '')]]),
      { text: [{ text: 'お振込み金額　' }, { text: plain(s.payable), style: 'amount' }], margin: [0, 6, 0, 6] },
      heading('内訳'),
      table(
        [{ title: '項目', width: '*' }, { title: '金額', width: 120, figures: true }],
        [
          [`お支払い（${s.payments}件）`, plain(s.gross)], ['当日の取消', minus(s.voided)], ['返金', minus(s.refunded)],
          ['前回からの繰越', plain(s.carriedIn)], ['手数料', minus(s.fee)], ['次回への繰越', minus(s.carriedOut)],
        ].filter(([, amount], at) => at === 0 || amount !== yenSign(0n)),
        ['お振込み金額', plain(s.payable)],
      ),
      heading('日別'),
      table(
        [
          { title: '日', width: '*' }, { title: '件数', width: 'auto', figures: true }, { title: 'お支払い', width: 'auto', figures: true },
          { title: '取消', width: 'auto', figures: true }, { title: '返金', width: 'auto', figures: true }, { title: '差引', width: 'auto', figures: true },
        ],
        days.map(({ day, payments, gross, voided, refunded }) => [
          shortDayInJapanese(day as Day), String(payments), plain(gross), minus(voided), minus(refunded), yenSign(BigInt(gross) - BigInt(voided) - BigInt(refunded)),
        ]),
        ['合計', String(s.payments), plain(s.gross), minus(s.voided), minus(s.refunded), yenSign(BigInt(s.gross) - BigInt(s.voided) - BigInt(s.refunded))],
      ),
      note('返金は、事務局が返金を行った日の期間に含まれます。差引がマイナスになった期間は、次の期間の精算から差し引きます。'),
    ],
  }
}
