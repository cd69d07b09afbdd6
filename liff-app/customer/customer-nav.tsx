import { Bell, House, QrCode, ReceiptText } from 'lucide-react'
import { paths } from '../paths.ts'
import { useCustomer } from '../session.tsx'
import { BottomNav } from '../ui/bottom-nav.tsx'
import { count } from '../ui/format.ts'
import { useAppWords } from '../words/app.ts'
import { useCustomerWords } from '../words/customer.ts'

/** The four places of a customer. */
export function CustomerNav() {
  const words = useCustomerWords()
  const { nav } = useAppWords()
  const { unreadNotices } = useCustomer()
  return (
    <BottomNav
      label={nav.label}
      items={[
        { to: paths.home, label: words.nav.home, icon: <House />, exact: true },
        { to: paths.pay, label: words.nav.pay, icon: <QrCode /> },
        { to: paths.payments, label: words.nav.payments, icon: <ReceiptText /> },
        { to: paths.notices, label: words.nav.notices, icon: <Bell />, count: unreadNotices, countLabel: unreadNotices > 99 ? words.nav.unreadMany : words.nav.unread(count(unreadNotices)) },
      ]}
    />
  )
}
