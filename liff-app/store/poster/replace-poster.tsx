import { useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Card, Note } from '../../ui/stack.tsx'
import { usePapersWords } from '../../words/papers.ts'
import { useReplacePoster } from './queries.ts'
import type { PosterState } from '../../../server/stores/contract.ts'

interface ReplacePosterProps {
  readonly storeId: string
  readonly poster: PosterState
  readonly onReplaced: (version: number) => void
}

/** A new QR code for the store, after a question: every printed poster stops working with it. */
export function ReplacePoster({ storeId, poster, onReplaced }: ReplacePosterProps) {
  const words = usePapersWords().poster
  const [asking, setAsking] = useState(false)
  const replace = useReplacePoster(storeId)
  const confirm = () =>
    replace.mutate(poster.version, {
      onSuccess: ({ version }) => onReplaced(version),
      onSettled: () => setAsking(false),
    })
  return (
    <Card>
      <h2>{words.replaceTitle}</h2>
      <p>{words.replaceWhen}</p>
      <Button kind="danger" disabledReason={poster.mayReplace ? null : words.managersOnly} onPress={() => setAsking(true)}>
        {words.replace}
      </Button>
      {replace.error ? <Problem problem={replace.error} /> : null}
      {asking ? (
        <ConfirmSheet
          title={words.replaceQuestion}
          onClose={() => setAsking(false)}
          buttons={
            <>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {words.keep}
              </Button>
              <Button kind="danger-filled" busy={replace.isPending ? words.replacing : null} onPress={confirm}>
                {words.replaceYes}
              </Button>
            </>
          }
        >
          <p>
            <strong>{words.replaceWarning}</strong>
          </p>
          <Note>{words.replaceThen}</Note>
        </ConfirmSheet>
      ) : null}
    </Card>
  )
}
