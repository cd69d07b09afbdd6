import { CircleCheck } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { shortDay } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useAppWords } from '../../words/app.ts'
import { useRepaymentWords } from '../../words/repayments.ts'
import { useLanguage } from '../../words/language.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useDemands } from '../queries.ts'
import { DemandState } from './demand-state.tsx'

/** The customer's own repayment requests. */
export function RepaymentsScreen() {
  const app = useAppWords()
  const words = useRepaymentWords()
  const language = useLanguage()
  const demands = useDemands()
  return (
    <Screen title={words.title} back={paths.home} nav={<CustomerNav />}>
      <Loaded query={demands}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<CircleCheck size={48} />} action={<ButtonLink to={paths.home}>{app.home}</ButtonLink>}>
              {words.empty}
            </EmptyState>
          ) : (
            <ListRows>
              {items.map((demand) => (
                <ListRow
                  key={demand.id}
                  to={paths.repayment(demand.id)}
                  main={demand.number}
                  below={demand.state === 'issued' || demand.state === 'partly_repaid' ? words.due(shortDay(demand.dueOn, language)) : null}
                  right={
                    <>
                      <AmountText amount={demand.left} spoken={app.yen} />
                      <DemandState stands={demand.stands} />
                    </>
                  }
                />
              ))}
            </ListRows>
          )
        }
      </Loaded>
    </Screen>
  )
}
