import { Link } from 'react-router'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count, moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useOfficer } from '../../session.tsx'
import { useLanguage } from '../../words/language.ts'
import { CaseStateBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './people.module.css'

/** The store of a store's or a pair's case, and who works there. */
export function StoreFacts({ store, beside }: { store: NonNullable<CaseFile['store']>; beside: boolean }) {
  const { case: words } = useOfficeWords()
  return (
    <>
      {beside ? <h3>{words.paymentColumns.store}</h3> : null}
      <Facts facts={[[words.storeCode, store.code], [words.storeName, store.name]]} />
      <h3>{words.staff}</h3>
      <ul className={styles.list}>
        {store.staff.map((one) => (
          <li key={one.id} className={styles.row}>
            <span>
              {one.code} {one.name}
            </span>
            <span className={styles.soft}>{words.staffRole[one.role]}</span>
            {one.active ? null : <Badge tone="quiet">{words.staffLeft}</Badge>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A device, a network, a home or a card: only what it is. */
export function SharedThing({ subject }: { subject: CaseFile['subject'] }) {
  const language = useLanguage()
  return <Facts facts={[[subject.name[language], subject.label]]} />
}

/** The customers behind the case; each one's case is a press away. */
export function People({ file }: { file: CaseFile }) {
  const { case: words } = useOfficeWords()
  const mayAct = useOfficer().officerRole !== 'auditor' && file.moves.some((move) => move.name === 'open-linked-case' && move.disabled === null)
  return (
    <>
      <h3>{words.people(count(file.people.length))}</h3>
      {file.people.length === 0 ? <p className={styles.soft}>{words.noPeople}</p> : null}
      <ul className={styles.list}>
        {file.people.map((person) => (
          <li key={person.customerId} className={styles.row}>
            <b>{person.code}</b>
            <span className={styles.soft}>{words.peoplePayments(count(person.payments), yen(person.amount))}</span>
            {person.openCase ? (
              <Link className={styles.link} to={officePaths.case(person.openCase.id)}>
                {words.linkedCase(person.openCase.number)}
              </Link>
            ) : mayAct ? (
              <ButtonLink to={`${officePaths.case(file.id)}?act=open-linked-case&customer=${person.customerId}`}>{words.openLinked(person.code)}</ButtonLink>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Cases that belong together with this one. */
export function Links({ links }: { links: CaseFile['links'] }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  if (links.length === 0) return null
  return (
    <>
      <h3>{words.links}</h3>
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.id} className={styles.row}>
            <Link className={styles.link} to={officePaths.case(link.id)}>
              {link.number}
            </Link>
            <span>
              {link.subject.name[language]} {link.subject.label}
            </span>
            <CaseStateBadge state={link.state} />
            <span className={styles.soft}>{words.linkBy(link.by ?? words.system, moment(link.at, language))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
