import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { useCustomer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { count, recently } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Stack } from '../../ui/stack.tsx'
import { Loaded } from '../../loaded.tsx'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import { PaymentRow } from '../payments/payment-row.tsx'
import { useNewestNotice, useNewestPayments, useOpenNotice } from '../queries.ts'

const shownPayments = 3

/** The newest notice and the last three payments. */
export function Latest() {
  return (
    <>
      <NewestNotice />
      <LastPayments />
    </>
  )
}

function NewestNotice() {
  const words = useCustomerWords().home
  const language = useLanguage()
  const { unreadNotices } = useCustomer()
  const notice = useNewestNotice().data?.items[0]
  const open = useOpenNotice()
  if (!notice) return null
  return (
    <Stack gap={2}>
      <h2>{words.notices}</h2>
      <ListRows>
        <ListRow
          to={notice.path}
          onOpen={notice.read ? undefined : () => open(notice.id)}
          main={notice.title}
          below={recently(notice.at, serverNow(), language)}
          right={unreadNotices > 0 ? <Badge tone="info">{unreadNotices > 99 ? words.unreadMany : words.unread(count(unreadNotices))}</Badge> : null}
        />
      </ListRows>
    </Stack>
  )
}

function LastPayments() {
  const words = useCustomerWords()
  const payments = useNewestPayments()
  return (
    <Stack gap={2}>
      <h2>{words.home.recent}</h2>
      <Loaded query={payments}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.payments.empty}</p>
          ) : (
            <ListRows>
              {items.slice(0, shownPayments).map((payment) => (
                <PaymentRow key={payment.id} payment={payment} to={paths.receipt(payment.id)} />
              ))}
            </ListRows>
          )
        }
      </Loaded>
    </Stack>
  )
}
