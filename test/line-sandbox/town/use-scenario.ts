// mimamori-line-sandbox
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Scenario, ScenarioStep } from './scenario.ts'
import type { TownState } from './state.ts'
import type { Snapshot } from './town-store.ts'
import { useSnapshot, useTownStore } from './town-context.tsx'

export type ScenarioView = {
  scenario: Scenario | null
  step: ScenarioStep | null
  number: number
  isLast: boolean
  /** What the step waits for has arrived. */
  isReached: boolean
  isAuto: boolean
  /** The town is doing a step's act just now. */
  isBusy: boolean
  problem: string | null
  setAuto: (isAuto: boolean) => void
  start: (id: string) => void
  next: () => void
}

const READING_MS = 7_000
const AFTER_ARRIVAL_MS = 2_500

/** The scenario being played, and 「自動」, which presses 「次へ」 when a step has been read or its message has come. */
export function useScenario(): ScenarioView {
  const store = useTownStore()
  const { town, play } = useSnapshot()
  const [isAuto, setAuto] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const scenario = play?.scenarios.find((one) => one.id === play.current?.id) ?? null
  const number = play?.current?.step ?? 0
  const step = scenario?.steps[number] ?? null
  const isLast = scenario !== null && number >= scenario.steps.length - 1
  const arrival = useArrival(step, scenario ? `${scenario.id}:${String(number)}` : '', town)
  const { isReached } = arrival

  const send = async (path: string): Promise<void> => {
    setIsBusy(true)
    const answer = await store.send(path)
    setIsBusy(false)
    setProblem(answer.ok ? null : 'この場面を進められませんでした。下の「できごと」で理由を見てください。')
    if (!answer.ok) setAuto(false)
  }
  const next = (): void => {
    arrival.remember()
    void send('/sandbox/scenarios/next')
  }
  const pressNext = useEffectEvent(next)

  const isWaiting = step?.until ? !isReached : step?.byHand === true
  const goesOn = isAuto && step !== null && !isLast && !isWaiting && !isBusy
  useEffect(() => {
    if (!goesOn) return
    const timer = setTimeout(() => pressNext(), isReached ? AFTER_ARRIVAL_MS : READING_MS)
    return () => clearTimeout(timer)
  }, [goesOn, isReached, number])

  return {
    scenario, step, number, isLast, isReached, isAuto, isBusy, problem, setAuto, next,
    start: (id) => void send(`/sandbox/scenarios/${id}/start`),
  }
}

/**
 * Whether the message a step waits for has come. What counts is what came after 「次へ」 was pressed: a step's act is done
 * before the page hears of the step, and its message may be there already.
 */
function useArrival(step: ScenarioStep | null, name: string, town: Snapshot['town']) {
  const pressed = useRef<Newest | null>(null)
  const begun = useRef<{ name: string; newest: Newest }>({ name: '', newest: {} })
  const [arrived, setArrived] = useState('')
  useEffect(() => {
    if (!town || name === '') return
    if (begun.current.name !== name) {
      begun.current = { name, newest: pressed.current ?? newestOf(town) }
      pressed.current = null
    }
    if (!step?.until) return
    const { person, text } = step.until
    const lineUserId = town.people.find((one) => one.key === person)?.lineUserId ?? ''
    const talk = town.chats[lineUserId] ?? []
    const old = talk.findIndex((entry) => entry.id === begun.current.newest[lineUserId])
    if (talk.slice(old + 1).some((entry) => entry.from === 'bot' && JSON.stringify(entry.messages).includes(text))) setArrived(name)
  }, [step, name, town])
  return {
    isReached: name !== '' && arrived === name,
    remember: (): void => {
      pressed.current = town && newestOf(town)
    },
  }
}

/** The id of the newest entry of each talk. */
type Newest = Record<string, string | undefined>

const newestOf = (town: TownState): Newest => Object.fromEntries(Object.entries(town.chats).map(([lineUserId, talk]) => [lineUserId, talk.at(-1)?.id]))
