import { ScanLine } from 'lucide-react'
import { paths } from '../../paths.ts'
import { useCustomer } from '../../session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'

/** The one thing the home screen is for. Where nobody, or not this customer, may pay, it stays with the reason. */
export function PayButton() {
  const { home, stopped } = useCustomerWords()
  const app = useAppWords()
  const { standing, stops } = useCustomer()
  const everybody = stops.some((stop) => stop.function === 'pay')
  const icon = <ScanLine aria-hidden="true" size={28} />
  if (standing === 'active' && !everybody) {
    return (
      <ButtonLink to={paths.pay} kind="primary" big icon={icon}>
        {home.pay}
      </ButtonLink>
    )
  }
  return (
    <Button kind="primary" big icon={icon} disabledReason={standing === 'active' ? app.allStopped : standing === 'self_stopped' ? stopped.self : stopped.title}>
      {home.pay}
    </Button>
  )
}
