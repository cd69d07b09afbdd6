import { useParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card, Note, Row } from '../../ui/stack.tsx'
import { useStoreWords } from '../../words/store.ts'
import { useDraft, useFactCheck } from '../queries.ts'
import { StoreNav } from '../store-nav.tsx'
import { AnswerBy } from './answer-by.tsx'
import { AnswerForm } from './answer-form.tsx'
import { Additions } from './additions.tsx'
import { AnswersGiven } from './answers-given.tsx'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

/** One question of the secretariat: asked, answered or closed. */
export function AnswerScreen() {
  const { id = '' } = useParams()
  const words = useStoreWords().answer
  const factCheck = useFactCheck(id)
  return (
    <Screen title={words.title} back={paths.factChecks} nav={<StoreNav />}>
      <Loaded query={factCheck} tall>
        {(found) => (found.state === 'asked' ? <Asked factCheck={found} /> : <Over factCheck={found} />)}
      </Loaded>
    </Screen>
  )
}

function Asked({ factCheck }: { factCheck: StoreFactCheck }) {
  const words = useStoreWords()
  const kept = useDraft(factCheck.id)
  return (
    <>
      <Row>
        <AnswerBy dueAt={factCheck.dueAt} />
      </Row>
      {factCheck.overdue ? <Banner tone="danger">{words.factChecks.overdue}</Banner> : null}
      <p>{words.answer.thanks}</p>
      <Note>{words.answer.noNeed}</Note>
      {factCheck.question ? (
        <Card>
          <h2>{words.answer.question}</h2>
          <p>{factCheck.question}</p>
        </Card>
      ) : null}
      <Loaded query={kept} rows={4} tall>
        {(draft) => <AnswerForm key={factCheck.id} factCheck={factCheck} kept={draft} />}
      </Loaded>
    </>
  )
}

function Over({ factCheck }: { factCheck: StoreFactCheck }) {
  const words = useStoreWords().answer
  return (
    <>
      <Banner tone={factCheck.state === 'answered' ? 'ok' : 'quiet'}>{factCheck.state === 'answered' ? words.sent : words.closed}</Banner>
      <AnswersGiven payments={factCheck.payments} answers={factCheck.answers} sameCheckout={factCheck.sameCheckout} photos={factCheck.photos} />
      <Additions factCheck={factCheck} />
      <ButtonLink to={paths.factChecks}>{words.backToList}</ButtonLink>
    </>
  )
}
