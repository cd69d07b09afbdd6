import { inFours } from '../../core/ids.ts'
import { momentInDigits } from '../../core/time.ts'
import type { Cell } from '../../documents/csv.ts'
import type { StorePayment } from '../contract.ts'

/** A payment as a line of a sheet. */
export interface SheetRow {
  readonly number: string
  readonly amount: bigint
  readonly refundedTotal: bigint
  readonly state: StorePayment['state']
  readonly mode: StorePayment['mode']
  readonly paidAt: Date
}

const modes: Readonly<Record<SheetRow['mode'], string>> = { poster: 'QR', number: '番号', request: '金額QR', code: 'コード' }
const states: Readonly<Record<SheetRow['state'], string>> = { paid: '完了', voided: '取消済み', partly_refunded: '一部返金', refunded: '返金済み' }

/** The last four digits are what both screens show; a column of their own would lose its zeros in Excel. */
const numberColumn = '支払番号（末尾4けたが照合番号）'
const moneyColumns = ['支払金額', '取消・返金', '差引金額'] as const
const money = ({ amount, refundedTotal }: SheetRow): Cell[] => [amount, -refundedTotal, amount - refundedTotal]

export interface StoreSheetRow extends SheetRow {
  readonly store: { readonly code: string; readonly name: string }
  /** The code of who asked for the payment at the till. */
  readonly staffCode: string | null
}

/** For a store: never who paid. */
export const storeColumns = ['支払日時', numberColumn, '店舗コード', '店舗名', '支払方法', '状態', ...moneyColumns, '担当'] as const
export const storeCells = (row: StoreSheetRow): Cell[] => [
  momentInDigits(row.paidAt), inFours(row.number), row.store.code, row.store.name, modes[row.mode], states[row.state], ...money(row), row.staffCode,
]

export interface OfficeSheetRow extends SheetRow {
  readonly store: { readonly code: string; readonly name: string }
  readonly customer: { readonly code: string }
  readonly smallStoreAmount: bigint
  readonly caseNumber: string | null
}

/** For the secretariat: customers by their codes. */
export const officeColumns = ['支払日時', numberColumn, '店舗コード', '店舗名', '利用者コード', '支払方法', '状態', ...moneyColumns, 'うち小さなお店専用', '案件番号'] as const
export const officeCells = (row: OfficeSheetRow): Cell[] => [
  momentInDigits(row.paidAt), inFours(row.number), row.store.code, row.store.name, row.customer.code, modes[row.mode], states[row.state], ...money(row),
  row.smallStoreAmount, row.caseNumber,
]
