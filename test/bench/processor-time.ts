import { readdirSync, readFileSync } from 'node:fs'

/** Cores that each of the named processes kept busy on average; null where the system does not tell (outside Linux). */
export type CoresBusy = Readonly<Record<string, number>> | null

/**
 * Begins to watch processes by their ids; the returned function tells how busy they were since. PostgreSQL is one process
 * a connection: `children: true` counts what the process started, too.
 */
export function watchProcessors(watched: Readonly<Record<string, { readonly pid: number; readonly children?: boolean }>>): () => CoresBusy {
  const began = performance.now()
  const before = readAll(watched)
  return () => {
    const after = readAll(watched)
    const seconds = (performance.now() - began) / 1000
    if (before === null || after === null) return null
    return Object.fromEntries(Object.entries(after).map(([name, used]) => [name, Math.round(((used - (before[name] ?? 0)) / seconds) * 100) / 100]))
  }
}

function readAll(watched: Parameters<typeof watchProcessors>[0]): Record<string, number> | null {
  try {
    return Object.fromEntries(Object.entries(watched).map(([name, { pid, children }]) => {
      const pids = children ? [pid, ...childrenOf(pid)] : [pid]
      return [name, pids.reduce((sum, one) => sum + secondsOf(one, children === true && one === pid), 0)]
    }))
  } catch {
    return null
  }
}

/** Fields after the name, which may hold blanks itself: parent at 1, own time at 11 and 12, that of ended children at 13 and 14. */
const statOf = (pid: number): string[] => {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}

/** Linux counts in hundredths of a second. */
function secondsOf(pid: number, withEnded: boolean): number {
  try {
    const fields = statOf(pid)
    return (withEnded ? [11, 12, 13, 14] : [11, 12]).reduce((sum, place) => sum + Number(fields[place]), 0) / 100
  } catch (fault) {
    if (withEnded) throw fault
    return 0
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => {
    if (!Number.isInteger(pid)) return false
    try {
      return Number(statOf(pid)[1]) === parent
    } catch {
      return false
    }
  })
}

/** `web 0.91, PostgreSQL 0.62` */
export const busyInWords = (busy: CoresBusy): string =>
  busy === null ? 'not known on this system' : Object.entries(busy).map(([name, cores]) => `${name} ${cores.toFixed(2)}`).join(', ')
