import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import { paths } from '../../paths.ts'
import { AmountText } from '../../ui/amount-text.tsx'
import { Button } from '../../ui/button.tsx'
import { moment } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Pair, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useInstalmentWords } from '../../words/instalments.ts'
import { useLanguage } from '../../words/language.ts'
import { partId } from './demand-contents.tsx'

/** Which of the fifteen parts answers what people look for. */
const partOf = { reason: 3, payments: 4, breakdown: 6, method: 8, instalments: 9, disagree: 10, contact: 14 } as const
const names = ['reason', 'payments', 'breakdown', 'method', 'instalments', 'disagree', 'contact'] as const

/** Leads to the parts of the text that people look for. */
export function Sections() {
  const words = useInstalmentWords()
  return (
    <nav aria-label={words.sections}>
      <Pair>
        {names.map((name) => (
          <Button key={name} onPress={() => document.getElementById(partId(partOf[name]))?.scrollIntoView()}>
            {words.section[name]}
          </Button>
        ))}
      </Pair>
    </nav>
  )
}

/** The payments that it is about, each with its receipt. */
export function DemandedPayments({ payments }: Pick<DemandForCustomer, 'payments'>) {
  const words = useInstalmentWords()
  const app = useAppWords()
  const language = useLanguage()
  if (payments.length === 0) return null
  return (
    <Stack gap={2}>
      <h2>{words.receipts}</h2>
      <ListRows>
        {payments.map(({ id, storeName, amount, paidAt }) => (
          <ListRow key={id} to={paths.receipt(id)} main={storeName} below={moment(paidAt, language)} right={<AmountText amount={amount} spoken={app.yen} />} />
        ))}
      </ListRows>
    </Stack>
  )
}
