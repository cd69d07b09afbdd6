// mimamori-line-sandbox
import { useEffect, useRef, useState } from 'react'
import type { Scenario, ScenarioStep } from './scenarios.ts'
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
  const isReached = useArrival(step, scenario ? `${scenario.id}:${String(number)}` : '', town)

  const send = async (path: string): Promise<void> => {
    setIsBusy(true)
    const answer = await store.send(path)
    setIsBusy(false)
    setProblem(answer.ok ? null : 'この場面を進められませんでした。下の「できごと」で理由を見てください。')
    if (!answer.ok) setAuto(false)
  }
  const next = (): void => void send('/sandbox/scenarios/next')

  const isWaiting = step?.until ? !isReached : step?.byHand === true
  const goesOn = isAuto && step !== null && !isLast && !isWaiting && !isBusy
  useEffect(() => {
    if (!goesOn) return
    const timer = setTimeout(() => void store.send('/sandbox/scenarios/next'), isReached ? AFTER_ARRIVAL_MS : READING_MS)
    return () => clearTimeout(timer)
  }, [goesOn, isReached, number, store])

  return {
    scenario, step, number, isLast, isReached, isAuto, isBusy, problem, setAuto, next,
    start: (id) => void send(`/sandbox/scenarios/${id}/start`),
  }
}

/** Whether the message a step waits for has come since the page saw the step begin. */
function useArrival(step: ScenarioStep | null, name: string, town: Snapshot['town']): boolean {
  const begun = useRef<{ name: string; after: string | undefined }>({ name: '', after: undefined })
  const [arrived, setArrived] = useState('')
  useEffect(() => {
    if (!step?.until || !town) return
    const entries = talkOf(step.until.person, town)
    if (begun.current.name !== name) begun.current = { name, after: entries.at(-1)?.id }
    const old = entries.findIndex((entry) => entry.id === begun.current.after)
    const text = step.until.text
    if (entries.slice(old + 1).some((entry) => entry.from === 'bot' && JSON.stringify(entry.messages).includes(text))) setArrived(name)
  }, [step, name, town])
  return name !== '' && arrived === name
}

function talkOf(key: string, town: TownState) {
  const person = town.people.find((one) => one.key === key)
  return person ? (town.chats[person.lineUserId] ?? []) : []
}
