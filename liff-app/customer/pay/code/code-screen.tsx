import { useEffect, useEffectEvent } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { allowSound, chimeIfWanted } from '../../../platform/chime.ts'
import { serverNow } from '../../../platform/clock.ts'
import { Screen } from '../../../screen.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useLate } from '../../../ui/use-late.ts'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import { openRequestDraft } from '../draft.ts'
import { asProblem, RefusedScreen } from '../refused-screen.tsx'
import { CodeCard } from './code-card.tsx'
import { useCodeSeen, useIssuedCode, useRenewAfterPaying } from './queries.ts'

/** コードを見せる: the store reads it. What becomes of it shows here by itself. */
export function CodeScreen() {
  const words = usePayingWords().code
  const issued = useIssuedCode()
  const code = issued.data ?? null
  const seen = useCodeSeen(code?.id ?? null)
  useWhatBecameOfIt(code?.id ?? '', seen.data)
  const another = () => {
    allowSound()
    void issued.refetch()
  }
  if (issued.error && !issued.isFetching) return <RefusedScreen problem={issued.error} nothingSent onRetry={another} />
  if (seen.data?.refusal && !issued.isFetching) return <RefusedScreen problem={asProblem(seen.data.refusal)} onAnotherCode={another} />
  if (!code || issued.isFetching) {
    return (
      <Screen title={words.title} back={paths.home}>
        <Skeleton label={words.making} tall rows={2} />
      </Screen>
    )
  }
  return <CodeShown key={code.id} code={code} ended={seen.data?.state === 'expired'} unheard={seen.isError} onAnother={another} />
}

interface CodeShownProps {
  readonly code: { readonly digits: string; readonly expiresAt: string }
  /** The server says that it can no longer be used. */
  readonly ended: boolean
  /** The server did not answer the last time it was asked. */
  readonly unheard: boolean
  readonly onAnother: () => void
}

function CodeShown({ code, ended, unheard, onAnother }: CodeShownProps) {
  const words = usePayingWords().code
  const { money } = useAppWords()
  const until = Date.parse(code.expiresAt)
  const over = useLate(true, Math.max(0, until - serverNow())) || ended
  const action = over ? (
    <Button kind="primary" big onPress={onAnother}>
      {words.another}
    </Button>
  ) : null
  return (
    <Screen title={words.title} back={paths.home} action={action}>
      {over ? (
        <ErrorPanel what={unheard ? words.lost : words.over} money={unheard ? money.unknown : null} tone="attention" />
      ) : (
        <CodeCard digits={code.digits} until={until} />
      )}
      <ButtonLink to={paths.pay} kind="text">
        {words.instead}
      </ButtonLink>
    </Screen>
  )
}

/** A store that read the code leads on: to the result, or to saying yes to an amount that needs it. */
function useWhatBecameOfIt(id: string, seen: ReturnType<typeof useCodeSeen>['data']): void {
  const navigate = useNavigate()
  const renew = useRenewAfterPaying()
  const lead = useEffectEvent(() => {
    if (seen?.state === 'used') {
      chimeIfWanted()
      renew()
      void navigate(paths.codeResult(id), { replace: true })
    }
    if (seen?.state === 'asked' && seen.request) {
      openRequestDraft(seen.request.token, seen.request.amount)
      void navigate(paths.confirm, { replace: true })
    }
  })
  useEffect(() => lead(), [id, seen?.state])
}
