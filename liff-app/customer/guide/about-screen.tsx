import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { day, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Card, Note } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useGuideWords } from '../../words/guide.ts'
import { useLanguage } from '../../words/language.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { PhoneButton } from '../phone-button.tsx'
import { Steps } from '../steps.tsx'
import styles from './guide.module.css'

/** Who stands behind the voucher, what it can do and what happens when something is wrong with it. */
export function AboutScreen() {
  const { about: words, help } = useGuideWords()
  const app = useAppWords()
  const language = useLanguage()
  const { limits, validUntil } = useCustomer()
  return (
    <Screen title={words.title} back={paths.help} nav={<CustomerNav />}>
      <Card>
        <h2 className={styles.name}>{words.name}</h2>
        <Facts
          facts={[
            words.facts.issuer,
            words.facts.address,
            [words.validity, words.untilDay(day(validUntil, language))],
            [words.limits, words.limitsSaid(yen(limits.payment), yen(limits.day), yen(limits.holding))],
            [words.where, words.whereSaid],
            [words.balance, words.balanceSaid],
            [words.refund, words.refundSaid],
          ].map(([name = '', said = '']) => [name, said] as const)}
          below
        />
        <ButtonLink to={paths.findStore}>{words.stores}</ButtonLink>
      </Card>
      <Card>
        <h2>{words.compensation}</h2>
        <Steps steps={words.compensationSaid} />
      </Card>
      <Card>
        <h2>{words.facts.desk[0]}</h2>
        <p>{words.facts.desk[1]}</p>
        <PhoneButton>{help.call(app.phone)}</PhoneButton>
        <Note>{help.chat}</Note>
      </Card>
    </Screen>
  )
}
