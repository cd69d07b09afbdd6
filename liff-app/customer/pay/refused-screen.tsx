import type { ReactNode } from 'react'
import { ApiError } from '../../api.ts'
import { paths } from '../../paths.ts'
import { useProblemWords } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useAppWords } from '../../words/app.ts'
import { usePayingWords } from '../../words/paying.ts'
import { isUndecided } from './queries.ts'
import { PhoneButton } from '../phone-button.tsx'

interface RefusedScreenProps {
  readonly problem: unknown
  /** Back to the amount of the same store, with a new key. */
  readonly amountPath?: string | undefined
  /** The same request again: under the same key, or only reading. */
  readonly onRetry?: () => void
  /** Only something about the store was asked: whatever failed, no money can have moved. */
  readonly nothingSent?: boolean
}

const stoppedTone = ['payer-frozen', 'self-stopped', 'store-not-accepting']

/** A payment that was refused: what happened, that no money moved, and the one button that helps. */
export function RefusedScreen({ problem, amountPath, onRetry, nothingSent = false }: RefusedScreenProps) {
  const { refused: words, unknown } = usePayingWords()
  const { money } = useAppWords()
  const said = useProblemWords()(problem)
  const undecided = !nothingSent && isUndecided(problem)
  return (
    <Screen title={undecided ? unknown.title : words.title} back={paths.home} action={<WayOut reason={said.reason} amountPath={amountPath} onRetry={onRetry} />}>
      <ErrorPanel what={said.what} money={nothingSent ? money.notMoved : said.money} next={said.next} requestNo={said.requestNo} tone={stoppedTone.includes(said.reason) ? 'stopped' : 'danger'} />
      <Further reason={said.reason} />
    </Screen>
  )
}

/** A store that does not take payments now is said so before anything is typed. */
export function StoreClosedScreen() {
  const words = usePayingWords().refused
  const { money } = useAppWords()
  return (
    <Screen title={words.title} back={paths.home} action={<ButtonLink to={paths.home} kind="primary" big replace>{words.home}</ButtonLink>}>
      <ErrorPanel what={words.notAccepting} money={money.notMoved} next={words.notAcceptingNext} tone="stopped" />
    </Screen>
  )
}

function WayOut({ reason, amountPath, onRetry }: { reason: string; amountPath: string | undefined; onRetry: (() => void) | undefined }): ReactNode {
  const words = usePayingWords().refused
  const go = (to: string, label: string) => (
    <ButtonLink to={to} kind="primary" big replace>
      {label}
    </ButtonLink>
  )
  switch (reason) {
    case 'balance-short':
    case 'payment-limit':
    case 'day-limit':
      return go(amountPath ?? paths.pay, words.mendAmount)
    case 'payer-frozen':
    case 'self-stopped':
      return go(paths.stopped, words.explain)
    case 'voucher-expired':
      return go(paths.help, words.contact)
    case 'store-not-found':
      return go(paths.payByNumber, words.again)
    case 'poster-not-valid':
      return go(paths.pay, words.rescan)
    case 'key-closed':
    case 'key-reused':
      return go(amountPath ?? paths.pay, words.again)
    case 'not-registered':
      return go(paths.register, words.register)
    case 'busy':
    case 'unreachable':
      if (onRetry) {
        return (
          <Button kind="primary" big onPress={onRetry}>
            {words.again}
          </Button>
        )
      }
  }
  return go(paths.home, words.home)
}

function Further({ reason }: { reason: string }) {
  const words = usePayingWords().refused
  const { phoneHours } = useAppWords()
  if (reason === 'payer-frozen' || reason === 'self-stopped' || reason === 'voucher-expired') return <PhoneButton>{words.call(phoneHours)}</PhoneButton>
  return <ButtonLink to={paths.help}>{words.contact}</ButtonLink>
}

/** A refusal that the server remembers under the payment's key, as the error it was. */
export const asProblem = (error: { reason: string; message: string; moneyMoved: boolean | null; next: string }): ApiError => new ApiError(error)
