import type { officeRepayments as ja } from '../ja/office-repayments.ts'
import type { Wording } from '../wording.ts'

export const officeRepayments: Wording<typeof ja> = {
  title: 'Repayments',
  tabs: { label: 'Filter repayments', open: 'Being repaid', overdue: 'Overdue', plans: 'In instalments', asked: 'Instalments asked for', repaid: 'Repaid', calendar: 'Calendar' },
  empty: { open: 'No demand is being repaid.', overdue: 'No demand is overdue.', plans: 'No demand is repaid in instalments.', asked: 'No request waits for an answer.', repaid: 'No demand is repaid yet.' },
  toCases: 'See the cases',
  totals: { label: 'Totals of repayment', demanded: 'Demanded', repaid: 'Received', left: 'Left', overdue: 'Overdue' },
  columns: { dueOn: 'Due', number: 'Demand', left: 'Left', principal: 'Demanded', stands: 'State', parts: 'Instalments', reminded: 'Last reminder', case: 'Case and customer' },
  stands: { unpaid: 'Unpaid', partly: 'Partly received', instalments: 'In instalments', overdue: 'Overdue', appealed: 'Objection being checked', repaid: 'Repaid', withdrawn: 'Withdrawn', written_off: 'Written off' },
  parts: (paid, of) => `${paid} of ${of}`,
  asked: 'Asked for',
  notReminded: 'None yet',
  unmatched: 'See unmatched money',
  month: (year, month) => `${year}-${month.padStart(2, '0')}`,
  before: 'Month before',
  after: 'Next month',
  nothingDue: 'Nothing is due in this month.',
  dueThatDay: (count, amount) => `${count} due, ${amount} left`,
  whole: 'All of it',
  nth: (no, of) => `No. ${no} of ${of}`,
  states: { paid: 'Paid', partly: 'Part paid', due: 'Not due yet', overdue: 'Overdue' },
  partPaid: (amount) => `${amount} received`,
  issuedDue: 'First due day',
  plan: (times) => `Instalments (${times})`,
  askedBy: (times, day) => `The customer asks for ${times}, first on ${day}`,
  reminders: 'Reminders',
  noReminders: 'None sent yet.',
  steps: { before: '7 days before it is due', due: 'On the due day', 'after-3': '3 days after it was due', 'after-14': '14 days after it was due' },
  prepared: 'Mimamori Pay has prepared the proposal to lift the stop. An officer who has checked it proposes it, another approves.',
  form: {
    demand: 'Demand',
    demandOption: (number, left) => `${number} (${left} left)`,
    times: 'Instalments',
    timesOption: (times) => times,
    firstOn: 'First day',
    firstHint: 'From tomorrow to 60 days ahead',
    firstMissing: 'Enter the first day',
    each: 'Each',
    eachValue: (part, first) => `${part} (the first ${first})`,
    dueOn: 'New due day',
    dueHint: (day) => `After the present due day, ${day}`,
    dueMissing: 'Enter the new due day',
    noDemand: 'No demand is being repaid',
    instead: 'What the customer is told',
    insteadOf: { 'fewer-times': 'Ask again with fewer instalments', 'earlier-day': 'Ask again with an earlier first day', 'talk-first': 'Talk to the secretariat first' },
    insteadMissing: 'Choose what the customer is told',
    declineReason: 'Reason (the customer does not see it)',
  },
  messages: {
    agreed: (number) => `News about your request for instalments
Demand ${number}
Please see the details with the button below.`,
    deferred: (number) => `News about your due day
Demand ${number}
Please see the new due day with the button below.`,
  },
}
