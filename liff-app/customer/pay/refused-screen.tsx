import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { ApiError } from '../../api.ts'
import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { useProblemWords } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useNow } from '../../ui/use-now.ts'
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
  /** A one-time code was refused at the store: a new one may work after what is said here. */
  readonly onAnotherCode?: () => void
  /** Only something about the store was asked: whatever failed, no money can have moved. */
  readonly nothingSent?: boolean
}

const stoppedTone = ['payer-frozen', 'self-stopped', 'device-stopped', 'store-not-accepting', 'programme-stopped']

/** A payment that was refused: what happened, that no money moved, and the one button that helps. */
export function RefusedScreen({ problem, amountPath, onRetry, onAnotherCode, nothingSent = false }: RefusedScreenProps) {
  const { refused: words, unknown } = usePayingWords()
  const { money } = useAppWords()
  const said = useProblemWords()(problem)
  const minutes = Number((problem instanceof ApiError && problem.facts['minutes']) || 0)
  const undecided = !nothingSent && isUndecided(problem)
  return (
    <Screen
      title={undecided ? unknown.title : words.title}
      back={paths.home}
      action={<WayOut reason={said.reason} minutes={minutes} amountPath={amountPath} onRetry={onRetry} onAnotherCode={onAnotherCode} />}
    >
      <ErrorPanel
        what={said.reason === 'too-many-tries' && minutes ? words.tooManyTries(String(minutes)) : said.what}
        money={nothingSent ? money.notMoved : said.money}
        next={said.next}
        requestNo={said.requestNo}
        tone={stoppedTone.includes(said.reason) ? 'stopped' : 'danger'}
      />
      {said.reason === 'kind-not-here' && amountPath !== undefined ? (
        <ButtonLink to={amountPath} replace>
          {words.mendAmount}
        </ButtonLink>
      ) : null}
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

interface WayOutProps {
  readonly reason: string
  /** How long to wait, when somebody tried too often. */
  readonly minutes: number
  readonly amountPath: string | undefined
  readonly onRetry: (() => void) | undefined
  readonly onAnotherCode: (() => void) | undefined
}

function WayOut({ reason, minutes, amountPath, onRetry, onAnotherCode }: WayOutProps): ReactNode {
  const words = usePayingWords().refused
  const go = (to: string, label: string) => (
    <ButtonLink to={to} kind="primary" big replace>
      {label}
    </ButtonLink>
  )
  const press = (onPress: () => void, label: string) => (
    <Button kind="primary" big onPress={onPress}>
      {label}
    </Button>
  )
  switch (reason) {
    case 'too-many-tries':
      return <WaitButton minutes={minutes} />
    case 'kind-not-here':
      return go(paths.findStore, words.findStore)
    case 'own-store':
      return go(paths.help, words.guide)
    case 'request-expired':
    case 'request-used':
      return go(paths.pay, words.rescan)
    case 'balance-short':
    case 'payment-limit':
    case 'day-limit':
      if (onAnotherCode) return press(onAnotherCode, words.newCode)
      return amountPath === undefined ? go(paths.pay, words.rescan) : go(amountPath, words.mendAmount)
    case 'code-expired':
    case 'code-used':
      return onAnotherCode ? press(onAnotherCode, words.newCode) : go(paths.code, words.newCode)
    case 'payer-frozen':
      return go(paths.explain, words.explain)
    case 'self-stopped':
      return go(paths.stopped, words.resume)
    case 'device-stopped':
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
      if (onRetry) return press(onRetry, words.again)
  }
  return go(paths.home, words.home)
}

/** After too many tries: how long is left, and on again when it is over. */
function WaitButton({ minutes }: { minutes: number }) {
  const words = usePayingWords().refused
  const navigate = useNavigate()
  const [until] = useState(() => serverNow() + minutes * 60_000)
  const left = Math.max(0, Math.ceil((until - useNow(1000)) / 1000))
  return (
    <Button kind="primary" big disabledReason={left > 0 ? words.wait(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`) : null} onPress={() => void navigate(paths.pay, { replace: true })}>
      {words.again}
    </Button>
  )
}

function Further({ reason }: { reason: string }) {
  const words = usePayingWords().refused
  const { phoneHours } = useAppWords()
  if (['payer-frozen', 'self-stopped', 'device-stopped', 'voucher-expired'].includes(reason)) return <PhoneButton>{words.call(phoneHours)}</PhoneButton>
  return <ButtonLink to={paths.help}>{words.contact}</ButtonLink>
}

/** A refusal that the server remembers under the payment's key, as the error it was. */
export const asProblem = (error: { reason: string; message: string; moneyMoved: boolean | null; next: string }): ApiError => new ApiError(error)
