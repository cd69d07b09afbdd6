import { dayFromColumn } from '../../../core/time.ts'
import { yen } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import { transferFile, type TransferFile, type WrongField } from '../../../documents/zengin.ts'
import { programme } from '../../../customers/programme.ts'

/** A payout's lines in the order of its stores: in a file that is made twice nothing may change places. */
export const readPayout = (tx: Tx, id: string) => tx.payout.findUnique({ where: { id }, include: { lines: { orderBy: { storeId: 'asc' } } } })

export type PayoutWithLines = NonNullable<Awaited<ReturnType<typeof readPayout>>>

/** The bank's file of a payout: one transfer per store, known by the store's six digits. */
export function orderOf(payout: PayoutWithLines, storeNumbers: ReadonlyMap<string, string>): TransferFile {
  const { senderCode, senderName, from } = programme.payouts
  return transferFile({
    senderCode, senderName, from, on: dayFromColumn(payout.payOn),
    payees: payout.lines.map((line) => ({
      name: line.holder, amount: yen(line.amount), reference: storeNumbers.get(line.storeId) ?? '',
      to: { bankCode: line.bankCode, bankName: line.bankName, branchCode: line.branchCode, branchName: line.branchName, deposit: line.depositKind, number: line.depositNumber },
    })),
  })
}

const fieldWords: Readonly<Record<string, string>> = {
  bankCode: '銀行コード', bankName: '銀行名', branchCode: '支店コード', branchName: '支店名', number: '口座番号', name: '口座名義', amount: '金額', reference: '店舗番号', senderName: '振込元', senderCode: '振込元',
}

/** The first thing a bank would refuse, in words. */
export const wrongFieldTold = ([first]: readonly WrongField[]): string => (first ? (fieldWords[first.field] ?? first.field) : '')
