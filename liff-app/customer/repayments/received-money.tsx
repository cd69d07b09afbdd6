import { AmountText } from '../../ui/amount-text.tsx'
import { moment, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useRepaymentWords } from '../../words/repayments.ts'
import { useLanguage } from '../../words/language.ts'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

/** What has been repaid so far, and what was too much. */
export function ReceivedMoney({ repayments }: Pick<DemandForCustomer, 'repayments'>) {
  const words = useRepaymentWords()
  const app = useAppWords()
  const language = useLanguage()
  if (repayments.length === 0) return null
  return (
    <Stack gap={2}>
      <h2>{words.history}</h2>
      <ListRows>
        {repayments.map((repayment) => (
          <ListRow
            key={repayment.id}
            main={methodName(words.methods, repayment.method) ?? words.otherMethod}
            below={
              <>
                {moment(repayment.receivedAt, language)}
                {repayment.surplus === '0' ? null : <span> {words.surplus(yen(repayment.surplus))}</span>}
              </>
            }
            right={<AmountText amount={repayment.amount} spoken={app.yen} />}
          />
        ))}
      </ListRows>
    </Stack>
  )
}

const methodName = (names: Readonly<Record<string, string>>, method: string): string | undefined => names[method]
