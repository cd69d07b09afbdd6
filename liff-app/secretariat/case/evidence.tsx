import type { CaseFile } from '../../../server/cases/contract.ts'
import { ToneIcon } from '../../ui/badge.tsx'
import { count, moment } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { urgencyTones } from '../frame/state-badges.tsx'
import { useOfficeWords } from '../words.ts'
import { Emphasis } from './emphasis.tsx'
import styles from './case.module.css'

type Hit = CaseFile['evidence'][number]
const shownOfARule = 3

/** 根拠: why the case exists, one sentence per hit, grouped by rule when there are many. */
export function Evidence({ file }: { file: CaseFile }) {
  const { case: words } = useOfficeWords()
  const rules = [...new Set(file.evidence.map((hit) => hit.rule))]
  return (
    <Block title={words.evidenceCount(count(file.evidence.length))}>
      {file.evidence.length === 0 ? <p className={styles.soft}>{words.noEvidence}</p> : null}
      {rules.map((rule) => (
        <RuleHits key={rule} hits={file.evidence.filter((hit) => hit.rule === rule)} />
      ))}
    </Block>
  )
}

function RuleHits({ hits }: { hits: readonly Hit[] }) {
  const { case: words, list } = useOfficeWords()
  const language = useLanguage()
  const [first] = hits
  if (!first) return null
  const rest = hits.slice(shownOfARule)
  return (
    <article className={styles.hits} data-tone={urgencyTones[first.urgency]}>
      <h3 className={styles.rule}>
        <ToneIcon tone={urgencyTones[first.urgency]} size={20} />
        {first.ruleName[language]}
        {hits.length > 1 ? <span className={styles.soft}>{list.count(count(hits.length))}</span> : null}
      </h3>
      {hits.slice(0, shownOfARule).map((hit) => (
        <HitWords key={hit.id} hit={hit} />
      ))}
      {rest.length > 0 ? (
        <details>
          <summary>{words.moreHits(count(rest.length))}</summary>
          {rest.map((hit) => (
            <HitWords key={hit.id} hit={hit} />
          ))}
        </details>
      ) : null}
    </article>
  )
}

function HitWords({ hit }: { hit: Hit }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  type Figure = Hit['figures'][number]
  const columns = [
    { name: words.figure, cell: (figure: Figure) => figure[language], wrap: 'phrases' as const },
    { name: words.value, cell: (figure: Figure) => figure.value, number: true },
    { name: words.threshold, cell: (figure: Figure) => figure.threshold, number: true },
  ]
  return (
    <div className={styles.hit}>
      <p>
        <Emphasis text={hit.sentence[language]} />
      </p>
      <details>
        <summary>{words.figures}</summary>
        <DataTable plain label={`${words.figures} ${hit.ruleName[language]}`} columns={columns} rows={hit.figures} idOf={(figure) => figure.ja} />
        <p className={styles.soft}>{words.ruleVersion(String(hit.ruleVersion), moment(hit.raisedAt, language))}</p>
      </details>
    </div>
  )
}
