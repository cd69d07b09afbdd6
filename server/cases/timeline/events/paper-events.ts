import { z } from 'zod'
import { shortDayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { limitationNoteWords, manualMethodWords, postalMethodWords, writeOffWords } from '../../words.ts'
import type { Says } from '../sentence.ts'

const amount = z.string().regex(/^[0-9]+$/)

/** A demand on paper, its end without money, and what officers note beside it. */
export const paperEvents = [
  z.object({ kind: z.literal('letter_printed'), number: z.string() }),
  z.object({ kind: z.literal('letter_posted'), number: z.string(), on: z.iso.date(), by: z.enum(['ordinary', 'recorded', 'certified']), tracking: z.string().nullable() }),
  z.object({ kind: z.literal('demand_withdrawn'), number: z.string(), amount }),
  z.object({ kind: z.literal('written_off'), number: z.string(), amount, as: z.enum(['waived', 'uncollectable']), ground: z.string() }),
  z.object({ kind: z.literal('return_due'), number: z.string(), amount }),
  z.object({ kind: z.literal('repayment_returned'), number: z.string(), amount, by: z.enum(['bank_transfer', 'desk', 'postal_transfer']), reference: z.string(), on: z.iso.date() }),
  z.object({ kind: z.literal('returned_taken_back'), number: z.string(), amount }),
  z.object({ kind: z.literal('police_reported'), station: z.string(), receiptNumber: z.string().nullable(), on: z.iso.date() }),
  z.object({ kind: z.literal('limitation_noted'), what: z.enum(['acknowledged', 'demanded', 'lawyer_checked']), on: z.iso.date(), note: z.string() }),
] as const

const short = (day: string): string => shortDayInJapanese(day as Day)

export const paperSays: Says<typeof paperEvents> = {
  letter_printed: ({ number }) => ({ ja: `郵送用の文書を印刷しました：${number}`, en: `Printed the letter: ${number}` }),
  letter_posted: ({ number, on, by, tracking }) => {
    const method = postalMethodWords[by]
    return {
      ja: `文書を郵送しました：${number}（${short(on)} ${method.ja}${tracking ? ` ${tracking}` : ''}）`,
      en: `Posted the letter: ${number} (${on}, ${method.en}${tracking ? ` ${tracking}` : ''})`,
    }
  },
  demand_withdrawn: (event) => {
    const money = yenSign(BigInt(event.amount))
    return { ja: `請求を取り下げました：${event.number}（残り ${money}）`, en: `Withdrew the demand: ${event.number} (${money} were left)` }
  },
  written_off: (event) => {
    const [money, kind] = [yenSign(BigInt(event.amount)), writeOffWords[event.as]]
    return { ja: `${kind.ja}を記録しました：${event.number} ${money}（${event.ground}）`, en: `Written off as ${kind.en}: ${event.number} ${money} (${event.ground})` }
  },
  return_due: (event) => {
    const money = yenSign(BigInt(event.amount))
    return { ja: `受け取った返済をお返しすることになりました：${event.number} ${money}`, en: `What was repaid has to go back: ${event.number} ${money}` }
  },
  repayment_returned: (event) => {
    const [money, method] = [yenSign(BigInt(event.amount)), manualMethodWords[event.by]]
    return {
      ja: `受け取った返済をお返ししました：${event.number} ${money}（${short(event.on)} ${method.ja} ${event.reference}）`,
      en: `Gave back what was repaid: ${event.number} ${money} (${event.on}, ${method.en} ${event.reference})`,
    }
  },
  returned_taken_back: (event) => {
    const money = yenSign(BigInt(event.amount))
    return { ja: `お返しした返済を、決済会社も取り消しました：${event.number} ${money}`, en: `The provider took back what had been given back already: ${event.number} ${money}` }
  },
  police_reported: ({ station, receiptNumber, on }) => ({
    ja: `警察へ相談しました：${station} ${short(on)}${receiptNumber ? `（受理番号 ${receiptNumber}）` : ''}`,
    en: `Reported to the police: ${station}, ${on}${receiptNumber ? ` (receipt ${receiptNumber})` : ''}`,
  }),
  limitation_noted: ({ what, on, note }) => {
    const word = limitationNoteWords[what]
    return { ja: `時効に関わる記録：${word.ja} ${short(on)}（${note}）`, en: `Noted for the limitation: ${word.en}, ${on} (${note})` }
  },
}
