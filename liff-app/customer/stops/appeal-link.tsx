import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Row } from '../../ui/stack.tsx'
import { useStopWords } from '../../words/stops.ts'
import { useAppeal } from './queries.ts'

/** 結果に納得できないとき, with what became of it when somebody has appealed. When it is `over`, only who has appealed still goes there. */
export function AppealLink({ demandId, over = false }: { demandId: string | null; over?: boolean }) {
  const words = useStopWords().appeal
  const state = useAppeal(demandId).data?.appeal?.state
  if (over && !state) return null
  return (
    <>
      {state ? (
        <Row>
          <Badge tone={state === 'open' ? 'attention' : 'info'}>{words.states[state]}</Badge>
        </Row>
      ) : null}
      <ButtonLink to={demandId === null ? paths.appealFreeze : paths.appealDemand(demandId)}>{words.link}</ButtonLink>
    </>
  )
}
