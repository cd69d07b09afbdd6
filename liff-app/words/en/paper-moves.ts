import type { paperMoves as japanese } from '../ja/paper-moves.ts'
import type { Wording } from '../wording.ts'

export const paperMoves: Wording<typeof japanese> = {
  moveNames: {
    'print-letter': 'Print the letter',
    'record-posting': 'Record the posting',
    'propose-booking': 'Propose booking money by hand',
    'propose-withdrawal': 'Propose withdrawing the demand',
    'propose-write-off': 'Propose writing off',
    'propose-return': 'Propose giving repaid money back',
    'report-to-police': 'Record a report to the police',
    'note-limitation': 'Note for the limitation',
  },
  whatHappens: {
    'print-letter': 'Makes a PDF of the demand for the post, with an address. The address is kept in this letter only.',
    'record-posting': 'Records when and how the letter was posted. It counts as a reminder.',
    'propose-booking': 'You propose to book money from a statement or the desk as a repayment. It is booked when another officer approves.',
    'propose-withdrawal': 'You propose to withdraw what is left of the demand. What came in stays repaid. Afterwards the right amount can be demanded.',
    'propose-write-off': 'You propose to waive what is left, or to give it up as uncollectable. It is done when another officer approves.',
    'propose-return': 'You propose to give back what came in for the demand, all of it. It is recorded when another officer approves, and the customer is told.',
    'report-to-police': 'Records the station and the day.',
    'note-limitation': 'Records an acknowledgement, a demand made elsewhere or a lawyer’s check.',
  },
  send: {
    'print-letter': 'Make the letter',
    'record-posting': 'Record',
    'propose-booking': 'Propose',
    'propose-withdrawal': 'Propose',
    'propose-write-off': 'Propose',
    'propose-return': 'Propose',
    'report-to-police': 'Record',
    'note-limitation': 'Record',
  },
  done: {
    'print-letter': 'The letter is made. Open it under “Papers and records”.',
    'record-posting': 'The posting is recorded.',
    'propose-booking': 'Proposed. Please wait for the decision.',
    'propose-withdrawal': 'Proposed. Please wait for the decision.',
    'propose-write-off': 'Proposed. Please wait for the decision.',
    'propose-return': 'Proposed. Please wait for the decision.',
    'report-to-police': 'The report to the police is recorded.',
    'note-limitation': 'Recorded.',
  },
}
