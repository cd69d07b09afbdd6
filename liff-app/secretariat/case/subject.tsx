import type { CaseFile } from '../../../server/cases/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { count, recently, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { useOfficeWords } from '../words.ts'
import { CustomerMore } from '../record/customer-file.tsx'
import { CustomerName } from '../record/customer-name.tsx'
import { Links, People, SharedThing, StoreFacts } from './people.tsx'
import styles from './case.module.css'

const standingTones: Readonly<Record<string, Tone>> = { active: 'ok', provisionally_frozen: 'stopped', frozen: 'stopped', self_stopped: 'stopped', closed: 'quiet' }

/** 相手: the customer; the store and who works there; of a pair both; or what several customers share. With the cases that belong here. */
export function Subject({ file }: { file: CaseFile }) {
  const { case: words } = useOfficeWords()
  return (
    <Block title={words.subject}>
      {file.customer ? <Customer file={file} customer={file.customer} /> : null}
      {file.store ? <StoreFacts store={file.store} beside={file.customer !== null} /> : null}
      {file.customer || file.store ? null : <SharedThing subject={file.subject} />}
      {file.customer ? null : <People file={file} />}
      <Links links={file.links} />
      <Messages messages={file.messages} />
    </Block>
  )
}

/** Masked, with what is needed to judge and to reach them. */
function Customer({ file, customer }: { file: CaseFile; customer: NonNullable<CaseFile['customer']> }) {
  const { case: words, standing, list } = useOfficeWords()
  return (
    <>
      <Facts
        facts={[
          [words.name, customer.maskedName],
          [words.customerCode, customer.code],
          [
            words.standing,
            <Badge key="standing" tone={standingTones[customer.standing] ?? 'quiet'}>
              {standing[customer.standing as keyof typeof standing]}
            </Badge>,
          ],
          [words.balance, yen(customer.balance)],
          [words.devices, words.devicesCount(count(customer.devices))],
          [words.earlier, words.earlierCount(count(customer.earlierCases))],
        ]}
      />
      <CustomerName file={file} />
      <CustomerMore caseId={file.id} />
      <h3>{words.contact}</h3>
      {customer.contact.blocked ? (
        <Banner tone="attention">
          {list.pair(words.blocked, words.blockedNext)}
        </Banner>
      ) : (
        <p className={styles.soft}>{words.reachable}</p>
      )}
    </>
  )
}

/** LINE's acceptance is not reading: both are shown. */
function Messages({ messages }: { messages: CaseFile['messages'] }) {
  const { case: words, messages: messageWords } = useOfficeWords()
  const language = useLanguage()
  const now = useNow(60_000)
  if (messages.length === 0) return <p className={styles.soft}>{words.noMessages}</p>
  return (
    <ul className={styles.messages}>
      {messages.map((message, place) => (
        <li key={`${message.kind}${String(place)}`}>
          <b>{messageWords.names[message.kind] ?? message.kind}</b> <span className={styles.soft}>{words.messageTo[message.to]}</span>
          <br />
          {message.acceptedAt ? words.accepted(recently(message.acceptedAt, now, language)) : (words.messageState[message.state] ?? message.state)}
          {message.to === 'customer' && message.acceptedAt ? <span className={styles.soft}> {message.openedAt ? words.read(recently(message.openedAt, now, language)) : words.notRead}</span> : null}
          {message.undelivered && message.openedAt === null ? <Badge tone="attention">{words.undelivered}</Badge> : null}
        </li>
      ))}
    </ul>
  )
}
