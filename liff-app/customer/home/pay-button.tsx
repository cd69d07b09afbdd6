import { ScanLine } from 'lucide-react'
import { paths } from '../../paths.ts'
import { useCustomer } from '../../session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useCustomerWords } from '../../words/customer.ts'

/** The one thing the home screen is for. Stopped customers keep it, with the reason. */
export function PayButton() {
  const { home, stopped } = useCustomerWords()
  const { standing } = useCustomer()
  const icon = <ScanLine aria-hidden="true" size={28} />
  if (standing === 'active') {
    return (
      <ButtonLink to={paths.pay} kind="primary" big icon={icon}>
        {home.pay}
      </ButtonLink>
    )
  }
  return (
    <Button kind="primary" big icon={icon} disabledReason={standing === 'self_stopped' ? stopped.self : stopped.title}>
      {home.pay}
    </Button>
  )
}
