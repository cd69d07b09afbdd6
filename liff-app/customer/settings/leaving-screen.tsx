import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { yen } from '../../ui/format.ts'
import { Card, Note } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useOwnWords } from '../../words/own.ts'
import { useGuideWords } from '../../words/guide.ts'
import { useStopWords } from '../../words/stops.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { PhoneButton } from '../phone-button.tsx'
import { Steps } from '../steps.tsx'

/** 退会: what becomes of balance, debts and records, and whom to call. Somebody of the secretariat does it after knowing who asks. */
export function LeavingScreen() {
  const words = useOwnWords().leaving
  const { own: stops } = useStopWords()
  const { help } = useGuideWords()
  const app = useAppWords()
  const { balance } = useCustomer()
  return (
    <Screen title={words.title} back={paths.settings} nav={<CustomerNav />}>
      <Card>
        <h2>{words.before}</h2>
        <p>
          <strong>{words.left(yen(balance))}</strong>
        </p>
        <Steps steps={words.what} />
      </Card>
      <Card>
        <p>{words.how(app.phoneHours)}</p>
        <PhoneButton>{help.call(app.phone)}</PhoneButton>
      </Card>
      <Note>{words.stopInstead}</Note>
      <ButtonLink to={paths.stopOwn}>{stops.title}</ButtonLink>
    </Screen>
  )
}
