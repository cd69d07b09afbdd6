import { paths } from '../paths.ts'
import { Screen } from '../screen.tsx'
import { useSession } from '../session.tsx'
import { Card, Note } from '../ui/stack.tsx'
import { useAppWords } from '../words/app.ts'
import { useCustomerWords } from '../words/customer.ts'
import { CustomerNav } from './customer-nav.tsx'
import { PhoneButton } from './phone-button.tsx'
import { Steps } from './steps.tsx'

/** How to pay, and whom to ask. Open to people who are not registered yet. */
export function HelpScreen() {
  const words = useCustomerWords().help
  const app = useAppWords()
  const isKnown = useSession().kind === 'signed-in'
  return (
    <Screen title={words.title} back={paths.home} nav={isKnown ? <CustomerNav /> : undefined}>
      <Card>
        <h2>{words.phoneTitle}</h2>
        <PhoneButton kind="primary">{words.call(app.phone)}</PhoneButton>
        <Note>{words.hours(app.phoneHours)}</Note>
        <p>{words.chat}</p>
      </Card>
      <Card>
        <h2>{words.howTo}</h2>
        <Steps steps={words.steps} />
      </Card>
      <Note>{words.fraud}</Note>
    </Screen>
  )
}
