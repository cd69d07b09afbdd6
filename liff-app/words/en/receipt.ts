import type { receipt as ja } from '../ja/receipt.ts'
import type { Wording } from '../wording.ts'

export const receipt: Wording<typeof ja> = {
  title: 'Receipt',
  number: 'Payment number',
  area: 'Place',
  phone: 'Phone',
  at: 'Date and time',
  uses: 'Paid with',
  matchNumber: 'Match number',
  mode: 'Paid by',
  modes: { poster: 'QR code', number: 'Store number', request: 'Amount QR', code: 'Code' },
  after: 'Left after paying',
  returned: { void: (when) => `Voided ${when}`, refund: (when) => `Refunded ${when}` },
  state: 'State',
  afterReturn: 'Paid in the end',
  legal: 'This is a record of use of the programme. If you need a receipt for tax purposes, please ask the store.',
}
