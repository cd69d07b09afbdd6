import type { repayments as ja } from '../ja/repayments.ts'
import type { Wording } from '../wording.ts'

export const repayments: Wording<typeof ja> = {
  title: 'Repayment requests',
  empty: 'There are no repayment requests.',
  left: 'Left to repay',
  due: (day) => `Due ${day}`,
  daysLeft: (days) => `${days} days left`,
  today: 'Due today',
  received: (principal, repaid) => `${repaid} of ${principal} received`,
  states: { issued: 'Unpaid', partly_repaid: 'Partly received', repaid: 'Repaid', withdrawn: 'Withdrawn', written_off: 'Over' },
  repaidAll: (moment) => `The repayment is complete (${moment}). We will tell you separately when payments resume.`,
  notByBalance: 'Your voucher balance cannot be used for repayment.',
  history: 'Money received',
  surplus: (amount) => `${amount} of it is more than was asked for`,
  methods: { konbini: 'Convenience store', bank_transfer: 'Bank transfer', desk: 'Payment desk', card: 'Card', postal_transfer: 'Postal transfer' },
  otherMethod: 'Payment',
  seeMethod: 'How to repay',
  contents: 'Contents of the request',
  legalInJapanese: 'The legal text is in Japanese. It states who asks, why, for which payments, how much, until when, how to pay, whom to ask, and what to do if you do not agree.',
  phone: (number) => `Call ${number}`,
}
