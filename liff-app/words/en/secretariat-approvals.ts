import type { messagesWords as messagesJa, approvalsWords as approvalsJa } from '../ja/secretariat-approvals.ts'
import type { Wording } from '../wording.ts'

/** The messages that a move will send, as read before sending. */
export const messagesWords: Wording<typeof messagesJa> = {
  names: {
    F01: 'Welcome', F02: 'Receipt', F03: 'Void', F04: 'Money received', F05: 'Immediate alert', F06: 'Daily report', F07: 'Monthly report', F08: 'Fact check', F09: 'Fact check reminder', F10: 'Payments paused', F11: 'Payments resumed',
    F12: 'Was this you', F13: 'Repayment request', F14: 'Repayment reminder', F15: 'Part received', F16: 'Repaid', F17: 'Report received', F18: 'Approval request', F19: 'New device', F20: 'Incident', F21: 'Expiry', F22: 'Stopped by oneself', F23: 'Store paused',
    'plan-agreed': 'instalments agreed', 'plan-declined': 'instalments declined', 'plan-ended': 'instalments ended', deferred: 'due day', repayment: 'news of repayment',
    answer: 'Answer received', 'appeal-decided': 'Answer to the appeal', overdue: 'Deadline passed', 'store-report': 'Money not received', 'infected-file': 'Unsafe file', assigned: 'cases assigned', refund: 'Refund', reply: 'Chat reply',
  },
  factCheck: (payments, due) => `Fact check request
Thank you for your help. Please check your records of these payments.
${payments}
Answer due ${due}
There is no need to speak to the customer.`,
  factCheckQuestion: 'Question shown on the answer screen',
  factCheckPayments: (first, others) => (others === 0 ? first : `${first} and ${others} more`),
  factCheckPayment: (when, yen, match) => `${when} ${yen} (match number ${match})`,
  paused: (expected) => `Your payments are paused
A payment needs checking. Your balance has not changed.
We expect to finish by ${expected}
If you know the reason, please tell us.
Contact 0120-000-000 (8:30–17:15)`,
  resumed: (balance) => `Your payments have resumed
The check is finished. We are sorry for the inconvenience.
You can use ${balance}`,
  resumedRepaid: (balance) => `Your payments have resumed
Your repayment is complete, so your payments have resumed.
You can use ${balance}`,
  demand: (number, due) => `Repayment request
An important message from the secretariat.
Request number ${number}
Due ${due}
Amount, reason and ways to pay are behind the button below. We never send account numbers in the chat.
If you cannot pay at once, or do not agree, please talk to us.`,
  approval: (what, caseNumber, yen, proposer, expires) => `Approval request
${what}, ${caseNumber}
${yen === '' ? '' : `Amount ${yen}`}
Proposed by ${proposer}
Due ${expires}
Please check it and decide.`,
}

/** What the approval screens say. */
export const approvalsWords: Wording<typeof approvalsJa> = {
  title: 'Approvals',
  tabsLabel: 'Filter approvals',
  tabs: { proposed: 'Waiting', decided: 'Decided' },
  empty: 'No proposal is waiting for approval.',
  emptyDecided: 'No proposal has been decided yet.',
  toCases: 'Go to cases',
  kind: {
    confirm_freeze: 'Confirm the freeze', demand: 'Repayment demand', unfreeze: 'Lift the stop', refund: 'Refund', assign_suspense: 'Assign unmatched money',
    return_suspense: 'Return unmatched money', release_payout: 'Transfer to stores', resume_function: 'Resume a stopped function',
    put_rule_in_force: 'Change a fraud rule', allow_subject: 'Put on the allow-list', snooze_subject: 'Snooze for more than a week',
    confirm_stop: 'Confirm the stop', lift_stop: 'Lift the stop of a store or device', instalments: 'Agree on instalments', defer: 'Defer the due day',
    write_off: 'Write off', withdraw_demand: 'Withdraw the demand', book_repayment: 'Book a repayment by hand', return_repayment: 'Give repaid money back', release_self_stop: 'Resume what the customer stopped',
  },
  state: { proposed: 'Waiting', approved: 'Approved', sent_back: 'Sent back', expired: 'Void (expired)', withdrawn: 'Taken back' },
  one: (number) => `Approval ${number}`,
  back: 'To the list of approvals',
  proposed: (who, when) => `Proposed by ${who}, ${when}`,
  proposer: 'Proposed by',
  expires: 'Approve by',
  left: (clock) => `${clock} left`,
  hash: (when) => `Evidence fixed at ${when}`,
  subject: 'Subject',
  amount: 'Amount',
  dueOn: 'Repayment due',
  case: 'Case',
  reason: 'Reason of the proposal',
  snapshot: (when) => `Evidence when proposed (fixed at ${when})`,
  snapshotHash: 'Fingerprint of what was fixed',
  findings: 'Findings of the fact check',
  noFindings: 'There are no findings.',
  payments: 'Payments concerned',
  consequences: 'If approved',
  decidedList: 'To the list of approvals',
  changed: 'Changed since the proposal',
  unchanged: 'Nothing has changed since the proposal.',
  preview: 'What will be sent',
  noPreview: 'Approving this sends no message.',
  decisionTitle: 'Decision',
  decisionReason: 'Reason',
  decisionHint: 'Example: I compared the store’s answer with the payments',
  reasonMissing: 'Enter a reason',
  approve: 'Approve',
  sendBack: 'Send back',
  deciding: 'Sending…',
  approving: 'Approving…',
  sendingBack: 'Sending back…',
  approvedNow: 'Approved.',
  sentBackNow: 'Sent back.',
  decided: (who, when, what) => `${who} ${what} this at ${when}.`,
  decidedApproved: 'approved',
  decidedSentBack: 'sent back',
  decidedReason: (reason) => `Reason: ${reason}`,
  expired: 'More than 48 hours have passed, so this is void. Please propose again.',
  withdraw: 'Take this proposal back',
  withdrawTitle: 'Take the proposal back',
  withdrawNote: 'Until somebody decides, whoever proposed it can take it back. Then nobody can approve it any more.',
  withdrawHint: 'Example: to propose it anew with another amount',
  withdrawing: 'Taking it back…',
  withdrawnNow: 'Taken back.',
  withdrawnBy: (who, when) => `${who}, who proposed this, took it back at ${when}.`,
  toCase: 'Open the case',
}
