import type { CaseFile } from '../../../server/cases/contract.ts'
import { serverNow } from '../../platform/clock.ts'
import { useOfficer } from '../../session.tsx'
import { day, dayOf, shortDay, time, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useOfficeWords } from '../words.ts'
import type { Outgoing } from './draft.ts'

type Payment = CaseFile['payments'][number]
const proposalHours = 48
const hourMs = 3_600_000

/** The messages that a move of this case sends, worded as the chat words them. What only the server knows stays blank. */
export function useOutgoing(file: CaseFile) {
  const { case: words, messages, approvals } = useOfficeWords()
  const papers = useDemandPaperWords()
  const language = useLanguage()
  const officer = useOfficer()
  const customer = words.toCustomer(file.customer?.code ?? '')
  return {
    paused: (afterApproval: boolean): Outgoing => ({ to: customer, afterApproval, text: messages.paused(words.previewBlank) }),
    resumed: (): Outgoing => {
      const repaid = file.demands.some((demand) => demand.state === 'repaid' || demand.state === 'written_off')
      const balance = yen(file.customer?.balance ?? '0')
      return { to: customer, afterApproval: true, text: repaid ? messages.resumedRepaid(balance) : messages.resumed(balance) }
    },
    /** To the customer, at once. */
    now: (text: string): Outgoing => ({ to: customer, afterApproval: false, text }),
    /** To the customer, once a second officer has approved. */
    later: (text: string): Outgoing => ({ to: customer, afterApproval: true, text }),
    demand: (dueOn: string): Outgoing => ({ to: customer, afterApproval: true, text: messages.demand(words.previewBlank, day(dueOn, language)) }),
    withdrawn: (number: string): Outgoing => ({ to: customer, afterApproval: true, text: papers.withdrawn(number) }),
    returned: (number: string): Outgoing => ({ to: customer, afterApproval: true, text: papers.returned(number) }),
    waived: (number: string): Outgoing => ({ to: customer, afterApproval: true, text: papers.waived(number) }),
    factCheck: (storeCode: string, payments: readonly Payment[]): Outgoing => {
      const [first, ...others] = payments.map((payment) =>
        messages.factCheckPayment(`${shortDay(dayOf(payment.paidAt), language)} ${time(payment.paidAt)}`, yen(payment.amount), payment.matchNumber),
      )
      return { to: words.toStore(storeCode), afterApproval: false, text: messages.factCheck(messages.factCheckPayments(first ?? '', others.length), words.previewBlank) }
    },
    proposal: (kind: 'confirm_freeze' | 'demand' | 'unfreeze' | 'instalments' | 'defer' | 'withdraw_demand' | 'book_repayment' | 'write_off' | 'return_repayment', amount: string): Outgoing => {
      const expires = serverNow() + proposalHours * hourMs
      const until = `${shortDay(dayOf(expires), language)} ${time(expires)}`
      return { to: words.toApprovers, afterApproval: false, text: messages.approval(approvals.kind[kind], file.number, yen(amount), officer.number, until) }
    },
  }
}
