import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useRepaymentWords } from '../../words/repayments.ts'
import styles from './demand-contents.module.css'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

/** The part on how to pay; the screen's main button leads to it. */
export const methodPartId = 'how-to-repay'
const methodPart = 8

/** The legal text, exactly as issued and always in Japanese. */
export function DemandContents({ contents }: Pick<DemandForCustomer, 'contents'>) {
  const words = useRepaymentWords()
  return (
    <Card>
      <h2>{words.contents}</h2>
      {words.legalInJapanese ? <Note>{words.legalInJapanese}</Note> : null}
      <ol lang="ja" className={styles.parts}>
        {contents.map((part, place) => (
          <li key={part.heading} id={place + 1 === methodPart ? methodPartId : undefined}>
            <Stack gap={1}>
              <h3>
                {place + 1} {part.heading}
              </h3>
              {part.lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Stack>
          </li>
        ))}
      </ol>
    </Card>
  )
}
