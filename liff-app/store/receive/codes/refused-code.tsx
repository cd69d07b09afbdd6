import { useState } from 'react'
import { ApiError } from '../../../api.ts'
import { serverNow } from '../../../platform/clock.ts'
import { useProblemWords } from '../../../problem.tsx'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useTillWords } from '../../../words/till.ts'

const stoppedTone = ['store-not-accepting', 'programme-stopped']
const minute = 60_000

/** Why a code was not taken, in the words a store may hear. */
export function RefusedCode({ problem }: { problem: Error }) {
  const said = useProblemWords()(problem)
  return <ErrorPanel what={said.what} money={said.money} next={said.next} requestNo={said.requestNo} tone={stoppedTone.includes(said.reason) ? 'stopped' : 'danger'} />
}

/** After too many wrong codes: how long to wait, until it is over. */
export function useWait(problem: Error | null): string | null {
  const words = useTillWords().code
  const minutes = problem instanceof ApiError && problem.reason === 'too-many-tries' ? Number(problem.facts['minutes'] ?? 1) : 0
  const [since, setSince] = useState({ problem, at: serverNow() })
  if (since.problem !== problem) setSince({ problem, at: serverNow() })
  const now = useNow(minutes > 0 ? 1000 : null)
  const left = Math.ceil((since.at + minutes * minute - now) / minute)
  return minutes > 0 && left > 0 ? words.wait(String(left)) : null
}
