import { Link } from 'react-router'
import type { CaseRow } from '../../../server/cases/contract.ts'
import { shortDay, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { CaseStateBadge, UrgencyBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { CaseClock, CaseFlags, namesStore } from './case-flags.tsx'
import { ChooseCase } from './choose-case.tsx'
import type { Selection } from './selection.ts'
import choosing from './assignment.module.css'
import styles from './cases.module.css'

/** The queue on a phone: a card per case. */
export function CaseCards({ rows, selection }: { rows: readonly CaseRow[]; selection: Selection | null }) {
  const { queue: words, list } = useOfficeWords()
  const language = useLanguage()
  return (
    <ul className={styles.cards}>
      {rows.map((row) => (
        <li key={row.id} className={selection ? choosing.chosenCard : undefined}>
          {selection ? <ChooseCase row={row} selection={selection} /> : null}
          <Link to={officePaths.case(row.id)} data-row-link className={styles.card} data-urgency={row.urgency}>
            <span className={styles.spread}>
              <UrgencyBadge urgency={row.urgency} />
              <span>
                <CaseClock row={row} />
              </span>
            </span>
            <span className={styles.spread}>
              <b>{row.number}</b>
              <b className={styles.amount}>{yen(row.amountAtRisk)}</b>
            </span>
            <span>{row.rules.map((rule) => rule[language]).join(list.separator)}</span>
            <span className={styles.soft}>
              {row.subject.kind === 'customer' ? '' : `${row.subject.name[language]} `}
              {[row.subject.label, ...(namesStore(row) ? [] : [row.storeCodes.join(list.separator)])].filter((part) => part !== '').join(' / ')}
            </span>
            <span className={styles.badges}>
              <CaseStateBadge state={row.state} />
              <CaseFlags row={row} />
            </span>
            <span className={styles.spread}>
              <span className={styles.soft}>{row.ownerName ? `${words.columns.owner} ${row.ownerName}` : words.noOwner}</span>
              <span className={styles.soft}>{words.next(shortDay(row.nextOn, language))}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
