import type { storeMoney as ja } from '../ja/store-money.ts'
import type { Wording } from '../wording.ts'

export const storeMoney: Wording<typeof ja> = {
  title: 'Payouts',
  running: (from, to) => `Earned ${from} to ${to} (up to today)`,
  payOn: (day) => `To be paid on ${day}`,
  period: (from, to) => `${from} to ${to}`,
  expected: 'Payouts to come',
  nothingExpected: 'No closed period is waiting to be paid.',
  held: (amount) => `Part of your payout (${amount}) is temporarily on hold. We will tell you as soon as the check is finished.`,
  heldAll: 'Your payouts are temporarily on hold. We will tell you as soon as the check is finished.',
  noDetails: 'Your bank details are not confirmed. Please contact the secretariat.',
  last: (day, amount) => `Last payout ${day}, ${amount}`,
  statements: 'See statements',
  statementsTitle: 'Statements',
  empty: 'No statement yet. They are made on the day after a period ends (the 15th and the month’s end).',
  states: { expected: 'To be paid', held: 'On hold', paid: 'Paid', nothing: 'No payout' },
  paidOn: (day) => `Paid on ${day}`,
  afterCheck: 'Paid as soon as the check is finished.',
  carried: (amount) => `Carried over ${amount}`,
  number: (number) => `Statement ${number}`,
  pdf: 'PDF',
  csv: 'CSV',
  savePdf: (period) => `Save the statement of ${period} as PDF`,
  saveCsv: (period) => `Save the statement of ${period} as CSV`,
  preparing: 'Preparing…',
  managersOnly: 'Managers and owners see payouts and statements.',
}
