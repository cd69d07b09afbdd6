import iconv from 'iconv-lite'
import type { Day } from '../core/time.ts'
import { sumOf, type Yen } from '../core/yen.ts'
import { spelt } from './zengin-kana.ts'

/** 預金種目 */
export type Deposit = 'ordinary' | 'current' | 'savings'

/** Where money lies: a deposit at a branch of a bank. Names in kana; codes and numbers in digits. */
export interface BankPlace {
  readonly bankCode: string
  readonly bankName: string
  readonly branchCode: string
  readonly branchName: string
  readonly deposit: Deposit
  /** Up to seven digits. */
  readonly number: string
}

export interface TransferOrder {
  /** 委託者コード: ten digits that the bank gave to whoever orders. */
  readonly senderCode: string
  readonly senderName: string
  readonly from: BankPlace
  /** The day on which the bank transfers. The file carries month and day only. */
  readonly on: Day
  readonly payees: readonly Payee[]
}

export interface Payee {
  /** In kana, as in the payee's passbook; banks compare the first thirty letters. */
  readonly name: string
  readonly to: BankPlace
  readonly amount: Yen
  /** 顧客コード1: up to ten digits by which we know the payee again. */
  readonly reference: string
}

/** One field that a bank would refuse. `payee` counts from 0; null is the header. */
export interface WrongField {
  readonly payee: number | null
  readonly field: string
  readonly wrong: 'letters' | 'digits' | 'too-long' | 'empty' | 'amount' | 'too-many'
  /** The characters that may not be there. */
  readonly letters: readonly string[]
}

export type TransferFile =
  | { readonly ok: true; readonly bytes: Buffer; readonly count: number; readonly total: Yen }
  | { readonly ok: false; readonly wrong: readonly WrongField[] }

/**
 * The transfer file that banks take (全銀協フォーマット, 総合振込, kind 21): records of 120 bytes and CRLF in the half-width
 * letters of JIS X 0201. Nothing is written when one field is wrong: half a transfer file is worse than none.
 */
export function transferFile(order: TransferOrder): TransferFile {
  const sheet = new Sheet()
  const total = sumOf(order.payees.map(({ amount }) => amount))
  const count = order.payees.length
  if (count === 0 || count > payeesMax) sheet.mark(null, 'payees', count === 0 ? 'empty' : 'too-many')
  const records = [
    header(sheet.at(null), order),
    ...order.payees.map((payee, index) => transfer(sheet.at(index), payee)),
    `8${zeros(String(count), 6)}${zeros(total.toString(), 12)}${blanks(101)}`,
    `9${blanks(119)}`,
  ]
  if (sheet.wrong.length > 0) return { ok: false, wrong: sheet.wrong }
  return { ok: true, bytes: iconv.encode(records.map((record) => `${record}\r\n`).join(''), 'Shift_JIS'), count, total }
}

/** What six digits can count, and what ten digits can say. */
const payeesMax = 999_999
const amountMax = 9_999_999_999n

const depositDigit: Readonly<Record<Deposit, string>> = { ordinary: '1', current: '2', savings: '4' }

const header = (field: Fields, { senderCode, senderName, from, on }: TransferOrder): string =>
  [
    '1', '21', '0',
    field.digits('senderCode', senderCode, 10),
    field.name('senderName', senderName, 40),
    on.slice(5, 7) + on.slice(8, 10),
    place(field, from),
    blanks(17),
  ].join('')

const transfer = (field: Fields, { name, to, amount, reference }: Payee): string =>
  [
    '2',
    bank(field, to),
    // 手形交換所番号: the clearing houses closed in 2022, the four digits stayed.
    zeros('', 4),
    deposit(field, to),
    field.name('name', name, 30),
    field.amount('amount', amount, 10),
    // 新規コード 0: neither the first transfer nor a changed one.
    '0',
    field.digits('reference', reference, 10),
    zeros('', 10),
    // 振込指定区分 7: by wire. 識別表示 blank: the twenty digits before are customer codes, no EDI.
    '7', ' ',
    blanks(7),
  ].join('')

const place = (field: Fields, at: BankPlace): string => bank(field, at) + deposit(field, at)
const bank = (field: Fields, { bankCode, bankName, branchCode, branchName }: BankPlace): string =>
  field.digits('bankCode', bankCode, 4) + field.name('bankName', bankName, 15) + field.digits('branchCode', branchCode, 3) + field.name('branchName', branchName, 15)
const deposit = (field: Fields, at: BankPlace): string => depositDigit[at.deposit] + field.digits('number', at.number, 7)

const zeros = (digits: string, width: number): string => digits.padStart(width, '0')
const blanks = (width: number): string => ' '.repeat(width)

interface Fields {
  readonly digits: (field: string, value: string, width: number) => string
  readonly name: (field: string, value: string, width: number) => string
  readonly amount: (field: string, value: Yen, width: number) => string
}

/** Collects what is wrong on the way, so that an officer hears all of it at once. */
class Sheet {
  readonly wrong: WrongField[] = []

  mark(payee: number | null, field: string, wrong: WrongField['wrong'], letters: readonly string[] = []): void {
    this.wrong.push({ payee, field, wrong, letters })
  }

  at(payee: number | null): Fields {
    return {
      digits: (field, value, width) => {
        const strange = [...new Set(value.replace(/[0-9]/g, ''))]
        if (strange.length > 0) this.mark(payee, field, 'digits', strange)
        else if (value === '') this.mark(payee, field, 'empty')
        else if (value.length > width) this.mark(payee, field, 'too-long')
        return zeros(value, width)
      },
      name: (field, value, width) => {
        const name = spelt(value)
        if (!name.ok) this.mark(payee, field, 'letters', name.letters)
        else if (name.text === '') this.mark(payee, field, 'empty')
        return (name.ok ? name.text : '').slice(0, width).padEnd(width, ' ')
      },
      amount: (field, value, width) => {
        if (value < 1n || value > amountMax) this.mark(payee, field, 'amount')
        return zeros(value.toString(), width)
      },
    }
  }
}
