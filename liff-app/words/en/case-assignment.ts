import type { caseAssignment as japanese } from '../ja/case-assignment.ts'
import type { Wording } from '../wording.ts'

/** Assigning several cases at once. */
export const caseAssignment: Wording<typeof japanese> = {
  start: 'Assign cases',
  chooseNote: 'Choose the cases to assign, 30 at most.',
  choose: (number) => `Choose ${number}`,
  column: 'Choose',
  chosen: (count) => `${count} chosen`,
  tooMany: 'At most 30 cases can be assigned at once',
  none: 'Choose at least one case',
  stop: 'Stop choosing',
  go: 'Go on to assign',
  title: (count) => `Assign ${count} cases`,
  to: 'Who will be in charge',
  toMyself: 'You will be in charge. Only a chief assigns cases to somebody else.',
  option: (name, open) => `${name} (${open} open)`,
  note: 'Whoever you choose is told in LINE how many and which numbers. The reason stays in the timeline of each case.',
  hint: 'Example: to even out the numbers',
  send: 'Assign',
  assigned: (count) => `${count} assigned.`,
  already: (count) => `${count} were theirs already.`,
  kept: (count) => `${count} could not be assigned.`,
  why: (number, reason) => `${number}: ${reason}`,
}
