import type { Assigned } from '../../../server/cases/assignment/contract.ts'
import { Banner } from '../../ui/banner.tsx'
import { count } from '../../ui/format.ts'
import { useAssignmentWords } from '../../words/case-assignment.ts'
import { useLanguage } from '../../words/language.ts'
import styles from './assignment.module.css'

/** What became of each case: how many changed hands, and of the others why not. */
export function AssignmentOutcome({ results, numbers }: { results: Assigned['results']; numbers: ReadonlyMap<string, string> }) {
  const words = useAssignmentWords()
  const language = useLanguage()
  const of = (outcome: Assigned['results'][number]['outcome']) => results.filter((one) => one.outcome === outcome)
  const [assigned, already, kept] = [of('assigned'), of('already'), of('refused')]
  return (
    <Banner tone={kept.length === 0 ? 'ok' : 'attention'}>
      {assigned.length > 0 || kept.length === 0 ? <span>{words.assigned(count(assigned.length))} </span> : null}
      {already.length > 0 ? <span>{words.already(count(already.length))} </span> : null}
      {kept.length > 0 ? <span>{words.kept(count(kept.length))}</span> : null}
      {kept.length > 0 ? (
        <ul className={styles.kept}>
          {kept.map(({ caseId, refusal }) => (
            <li key={caseId}>{words.why(numbers.get(caseId) ?? '', refusal?.[language] ?? '')}</li>
          ))}
        </ul>
      ) : null}
    </Banner>
  )
}
