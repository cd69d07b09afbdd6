import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { OrderForm } from './order-form.tsx'
import { OrdersList } from './orders-list.tsx'
import { useOrders } from './queries.ts'
import { useRuleWords } from './words.ts'

/** 休止とリスト, for every rule. */
export function OrdersScreen() {
  const words = useRuleWords()
  const officer = useOfficer()
  const orders = useOrders()
  return (
    <OfficeScreen title={words.order.title} back={{ to: officePaths.rules, label: words.back }}>
      <Narrow>
        <Block title={words.order.title}>
          <Loaded query={orders} rows={4}>
            {({ items }) => <OrdersList orders={items} />}
          </Loaded>
        </Block>
        {officer.officerRole === 'auditor' ? null : (
          <Block title={words.order.make}>
            <OrderForm rule={null} />
          </Block>
        )}
      </Narrow>
    </OfficeScreen>
  )
}
