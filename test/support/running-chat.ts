import { until } from './processes.ts'
import { textsIn } from './person.ts'
import type { RunningTown } from './running-town.ts'

/** Somebody's LINE chat in the running town, as their phone shows it. */
export interface RunningChat {
  all(): Promise<readonly string[]>
  /** Waits for the message (the `times`-th that contains these words) and returns its whole text. */
  hears(words: string, times?: number): Promise<string>
  /** Presses the newest button with this label. */
  taps(label: string): Promise<void>
}

interface State {
  readonly chats: Readonly<Record<string, readonly { from: string; delivered: boolean; messages: readonly unknown[] }[]>>
}

export function chatWith(town: RunningTown, lineUserId: string): RunningChat {
  const messages = async () => {
    const { chats } = await town.sandbox<State>('GET', '/sandbox/state')
    return (chats[lineUserId] ?? []).filter(({ from, delivered }) => from === 'bot' && delivered).flatMap((entry) => entry.messages)
  }
  const all = async () => (await messages()).map((message) => textsIn(message).join(' / '))
  return {
    all,
    hears: async (words, times = 1) => {
      let heard: string[] = []
      await until(async () => {
        heard = (await all()).filter((text) => text.includes(words))
        return heard.length >= times
      }, `「${words}」 in the chat`, () => town.workers.map((worker) => worker.said()).join('\n'))
      return heard.at(-1) ?? ''
    },
    taps: async (label) => {
      const action = (await messages()).flatMap(actionsIn).filter((one) => one.label === label).at(-1)
      if (action?.data === undefined) throw new Error(`no button 「${label}」 that can be pressed in the chat`)
      await town.sandbox('POST', `/sandbox/people/${lineUserId}/tap`, { data: action.data })
    },
  }
}

interface Action {
  readonly label?: string
  readonly data?: string
}

function actionsIn(part: unknown): Action[] {
  if (Array.isArray(part)) return part.flatMap(actionsIn)
  if (typeof part !== 'object' || part === null) return []
  const own = 'action' in part && typeof part.action === 'object' && part.action !== null ? [part.action as Action] : []
  return [...own, ...Object.values(part).flatMap(actionsIn)]
}
