import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { day, dayOf, shortDay } from '../../ui/format.ts'
import { Facts, ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useGuideWords } from '../../words/guide.ts'
import { useLanguage } from '../../words/language.ts'
import type { OwnPrivacy } from '../../../server/privacy/contract.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { PhoneButton } from '../phone-button.tsx'
import { Steps } from '../steps.tsx'
import styles from './guide.module.css'
import { useOwnPrivacy } from './queries.ts'

/** What is held about whoever looks, why and for how long, who is given it, and when our staff opened it. */
export function PrivacyScreen() {
  const { privacy: words, help } = useGuideWords()
  const app = useAppWords()
  const privacy = useOwnPrivacy()
  return (
    <Screen title={words.title} back={paths.home} nav={<CustomerNav />}>
      <Loaded query={privacy} tall>
        {(own) => (
          <>
            <Person {...own.person} />
            <Openings openings={own.openings} />
          </>
        )}
      </Loaded>
      <Card>
        <h2>{words.about}</h2>
        <Held />
        <Note>{words.law}</Note>
      </Card>
      <Card>
        <h2>{words.rights}</h2>
        <Steps steps={words.asks} />
        <p>{words.asksHow(app.phone, app.phoneHours)}</p>
        <PhoneButton>{help.call(app.phone)}</PhoneButton>
      </Card>
    </Screen>
  )
}

function Person({ name, kana, birthYear, phone, town, code, registeredAt }: OwnPrivacy['person']) {
  const words = useGuideWords().privacy
  const language = useLanguage()
  return (
    <Card>
      <h2>{words.yours}</h2>
      <Facts
        facts={[
          [words.name, name],
          [words.kana, kana],
          [words.birthYear, words.year(String(birthYear))],
          [words.phone, phone],
          [words.town, town],
          [words.code, code],
          [words.registered, day(dayOf(registeredAt), language)],
        ]}
      />
    </Card>
  )
}

function Openings({ openings }: Pick<OwnPrivacy, 'openings'>) {
  const words = useGuideWords().privacy
  const language = useLanguage()
  return (
    <Stack gap={2}>
      <h2>{words.openings}</h2>
      {openings.length === 0 ? (
        <Note>{words.noOpenings}</Note>
      ) : (
        <ListRows>
          {openings.map(({ at, opened }) => (
            <ListRow key={`${at} ${opened}`} main={words.opened(shortDay(dayOf(at), language))} below={words.openedWhat[opened]} />
          ))}
        </ListRows>
      )}
    </Stack>
  )
}

function Held() {
  const words = useGuideWords().privacy
  const heads = [words.what, words.purpose, words.kept, words.given]
  return (
    <table className={styles.held}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {words.rows.map(([what, ...rest]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            {rest.map((said, place) => (
              <td key={heads[place + 1]} data-label={heads[place + 1]}>
                {said}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
