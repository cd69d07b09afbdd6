import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useSession } from '../../session.tsx'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { useGuideWords } from '../../words/guide.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { PhoneButton } from '../phone-button.tsx'
import { Enquiries } from './enquiries.tsx'
import styles from './guide.module.css'
import { PayingPicture } from './paying-picture.tsx'

/** How to pay, whom to ask, and what became of what was asked. Open to people who are not registered yet. */
export function HelpScreen() {
  const { help: words, about, privacy } = useGuideWords()
  const app = useAppWords()
  const { home } = useCustomerWords()
  const isKnown = useSession().kind === 'signed-in'
  return (
    <Screen title={words.title} back={paths.home} nav={isKnown ? <CustomerNav /> : undefined}>
      <Card>
        <h2>{words.phoneTitle}</h2>
        <PhoneButton kind="primary">{words.call(app.phone)}</PhoneButton>
        <Note>{words.hours(app.phoneHours)}</Note>
        <p>{words.chat}</p>
        <Note>{words.fraud}</Note>
      </Card>
      {isKnown ? <Enquiries /> : null}
      <Card>
        <h2>{words.howTo}</h2>
        <ol className={styles.steps}>
          {words.steps.map((step, place) => (
            <li key={step}>
              <PayingPicture step={place} />
              <p>
                <strong>{words.step(String(place + 1))}</strong> {step}
              </p>
            </li>
          ))}
        </ol>
      </Card>
      <Stack gap={2}>
        <h2>{words.questions}</h2>
        <div className={styles.questions}>
          {words.answers.map(([question, answer]) => (
            <details key={question}>
              <summary>{question}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </div>
      </Stack>
      {isKnown ? (
        <ListRows label={words.more}>
          <ListRow to={paths.about} main={about.title} />
          <ListRow to={paths.privacy} main={privacy.title} />
          <ListRow to={paths.settings} main={home.settings} />
        </ListRows>
      ) : null}
    </Screen>
  )
}
