import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { useStopWords } from '../../words/stops.ts'
import { useAppeal } from './queries.ts'

/** 結果に納得できないとき, with what became of it when somebody has appealed. */
export function AppealLink({ demandId }: { demandId: string | null }) {
  const words = useStopWords().appeal
  const state = useAppeal(demandId).data?.appeal?.state
  return (
    <>
      {state ? <Badge tone={state === 'open' ? 'attention' : 'info'}>{words.states[state]}</Badge> : null}
      <ButtonLink to={demandId === null ? paths.appealFreeze : paths.appealDemand(demandId)}>{words.link}</ButtonLink>
    </>
  )
}
