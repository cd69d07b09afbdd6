import { Component, type ReactNode } from 'react'
import { ApiError } from './api.ts'
import { Button } from './ui/button.tsx'
import { ErrorPanel } from './ui/error-panel.tsx'
import styles from './starting.module.css'
import { useAppWords } from './words/app.ts'
import { useLanguage } from './words/language.ts'

export interface WordedProblem {
  readonly reason: string
  readonly what: string
  readonly next: string
  /** The sentence about money, from what the server knows. */
  readonly money: string
  readonly requestNo: string | null
}

/** Puts whatever went wrong into words of the chosen language. */
export function useProblemWords(): (problem: unknown) => WordedProblem {
  const words = useAppWords()
  const language = useLanguage()
  return (problem) => {
    if (!(problem instanceof ApiError)) return { reason: 'broken', what: words.broken.what, next: words.broken.next, money: words.money.unknown, requestNo: null }
    const requestNo = problem.requestNo ? words.requestNo(problem.requestNo) : null
    const money = problem.moneyMoved === null ? words.money.unknown : problem.moneyMoved ? words.money.completed : words.money.notMoved
    const own = { unreachable: words.unreachable, 'line-silent': words.lineSilent }[problem.reason]
    if (own) return { reason: problem.reason, what: own.what, next: own.next, money, requestNo }
    if (language === 'en') return { reason: problem.reason, what: problem.en.message, next: problem.en.next, money, requestNo }
    return { reason: problem.reason, what: problem.message, next: problem.next, money, requestNo }
  }
}

interface ProblemProps {
  readonly problem: unknown
  /** Leave out where trying again cannot help. */
  readonly onRetry?: () => void
  /** Only screens that can touch money speak of money. */
  readonly aboutMoney?: boolean
  readonly children?: ReactNode
}

/** A failed request: what happened, (money,) what to do, one button. */
export function Problem({ problem, onRetry, aboutMoney = false, children }: ProblemProps) {
  const words = useAppWords()
  const said = useProblemWords()(problem)
  return (
    <ErrorPanel what={said.what} money={aboutMoney ? said.money : null} next={said.next} requestNo={said.requestNo}>
      {children}
      {onRetry ? <Button onPress={onRetry}>{words.again}</Button> : null}
    </ErrorPanel>
  )
}

/** Catches what a screen cannot handle: a fault of ours, or a part of an older version that is gone from the server. */
export class FaultBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children
  }
}

function Broken() {
  const words = useAppWords()
  return (
    <main className={styles.starting}>
      <h1 className="visually-hidden">{words.product}</h1>
      <ErrorPanel what={words.broken.what} next={words.broken.next}>
        <Button kind="primary" onPress={() => location.reload()}>
          {words.reload}
        </Button>
      </ErrorPanel>
    </main>
  )
}
