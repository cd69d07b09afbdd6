import { FileText } from 'lucide-react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { useDownload } from '../../download.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { count, day, moment } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import styles from './case.module.css'

type Papers = CaseFile['papers']

/** What a case has on paper. Nothing before there is a demand or a report to the police. */
export function CasePapers({ papers, demands }: Pick<CaseFile, 'papers' | 'demands'>) {
  const words = useDemandPaperWords().block
  if (demands.length === 0 && papers.police.length === 0) return null
  return (
    <Block title={words.title}>
      {papers.moneyToMatch ? (
        <Banner tone="attention" link={{ to: officePaths.money, label: words.toMoney }}>
          {words.money(papers.moneyToMatch)}
        </Banner>
      ) : null}
      {demands.length > 0 ? <Letters letters={papers.letters} /> : null}
      {papers.efforts ? <Efforts efforts={papers.efforts} /> : null}
      {papers.police.length > 0 ? <Police police={papers.police} /> : null}
      {papers.limitation ? <Limitation limitation={papers.limitation} /> : null}
    </Block>
  )
}

function Letters({ letters }: Pick<Papers, 'letters'>) {
  const papers = useDemandPaperWords()
  const words = papers.block
  const language = useLanguage()
  const download = useDownload()
  return (
    <article className={styles.check}>
      <h3>{words.letters}</h3>
      {letters.length === 0 ? <p className={styles.soft}>{words.noLetters}</p> : null}
      {letters.map(({ id, number, printedAt, printedBy, posted }) => (
        <div key={id}>
          <p>{number}</p>
          <p className={styles.soft}>{words.printed(printedBy, moment(printedAt, language))}</p>
          <p>{posted ? words.posted(day(posted.on, language), papers.methods[posted.method], posted.tracking ? ` ${posted.tracking}` : '') : words.notPosted}</p>
          <Button
            icon={<FileText aria-hidden="true" />}
            label={`${words.open} ${number} ${moment(printedAt, language)}`}
            busy={download.isPending ? papers.preparing : null}
            onPress={() => download.mutate(`/api/secretariat/letters/${id}.pdf`)}
          >
            {words.open}
          </Button>
        </div>
      ))}
      {download.error ? <Problem problem={download.error} /> : null}
    </article>
  )
}

function Efforts({ efforts: { reminders, letters, contacts, needed } }: { efforts: NonNullable<Papers['efforts']> }) {
  const words = useDemandPaperWords().block
  return (
    <article className={styles.check}>
      <h3>{words.efforts}</h3>
      <p>{words.effortsOf(count(reminders + letters + contacts), count(needed))}</p>
      <p className={styles.soft}>{words.effortsParts(count(reminders), count(letters), count(contacts))}</p>
    </article>
  )
}

function Police({ police }: Pick<Papers, 'police'>) {
  const words = useDemandPaperWords().block
  const language = useLanguage()
  return (
    <article className={styles.check}>
      <h3>{words.police}</h3>
      <Facts facts={police.map(({ station, reportedOn, receiptNumber }) => [station, words.policeLine(day(reportedOn, language), receiptNumber ? words.receiptNumber(receiptNumber) : '')] as const)} />
    </article>
  )
}

function Limitation({ limitation: { on, warning, lines, checked } }: { limitation: NonNullable<Papers['limitation']> }) {
  const words = useDemandPaperWords().block
  const language = useLanguage()
  const last = day(on, language)
  return (
    <article className={styles.check}>
      <h3>{words.limitation}</h3>
      {warning === 'none' ? <p>{words.limitationOn(last)}</p> : <Banner tone={warning === 'over' ? 'danger' : 'attention'}>{warning === 'over' ? words.over(last) : words.soon(last)}</Banner>}
      <p className={styles.soft}>{checked ? words.checked(day(checked.on, language), checked.by) : words.notChecked}</p>
      <details>
        <summary>{words.how}</summary>
        <ol>
          {lines.map((line) => (
            <li key={line.ja}>{line[language]}</li>
          ))}
        </ol>
      </details>
    </article>
  )
}
