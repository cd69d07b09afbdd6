import type { storePayment as ja } from '../ja/store-payment.ts'
import type { Wording } from '../wording.ts'

/** One payment at the store, and undoing it on the same day. */
export const storePayment: Wording<typeof ja> = {
  title: 'Payment',
  back: 'To the list',
  facts: { at: 'Date and time', match: 'Match number', number: 'Payment number', mode: 'Paid by', staff: 'Taken by' },
  modes: { poster: 'QR', number: 'Store number', request: 'Amount QR', code: 'Code' },
  states: { paid: 'Paid', voided: 'Voided', partly_refunded: 'Partly refunded', refunded: 'Refunded' },
  void: 'Void this payment',
  sure: (yen) => `${yen} goes back to the customer.`,
  sureNote: 'This cannot be undone.',
  reason: 'Reason',
  reasons: { mistyped: 'Mistyped', returned: 'Goods returned', double: 'Paid twice', other: 'Other' },
  reasonMissing: 'Choose a reason',
  send: 'Void it',
  sending: 'Voiding…',
  cancel: 'Cancel',
  done: 'Voided. The money is back in the customer’s balance.',
  returned: 'Money that went back',
  kinds: { void: 'Void', refund: 'Refund by the secretariat' },
  by: (name) => `By ${name}`,
  refundNote: 'What the secretariat refunded is deducted from the next settlement.',
}
