import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useRepaymentWords } from '../../words/repayments.ts'
import styles from './demand-contents.module.css'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

/** Where a part stands on the page, counted from 1. */
export const partId = (part: number): string => `part-${part}`

/** The legal text, exactly as issued and always in Japanese. */
export function DemandContents({ contents }: Pick<DemandForCustomer, 'contents'>) {
  const words = useRepaymentWords()
  return (
    <Card>
      <h2>{words.contents}</h2>
      {words.legalInJapanese ? <Note>{words.legalInJapanese}</Note> : null}
      <ol lang="ja" className={styles.parts}>
        {contents.map((part, place) => (
          <li key={part.heading} id={partId(place + 1)}>
            <Stack gap={1}>
              <h3>
                {place + 1} {part.heading}
              </h3>
              {part.lines.map((line) => (
                <p key={line}>{inPieces(line)}</p>
              ))}
            </Stack>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** Names and numbers that stand between spaces go to the next line whole, where there is room: 「あ／おば県」 reads badly. */
const inPieces = (line: string) => line.split(/([ \u3000]+)/).map((piece, place) => (place % 2 === 0 ? <span key={place} className={styles.piece}>{piece}</span> : piece))
