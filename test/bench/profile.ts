import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rounded } from './measure.ts'
import { startWeb, type Server } from './servers.ts'
import type { BenchTown } from './bench-town.ts'

export interface ProfileLine {
  readonly place: string
  /** Share of the time in which the process did anything, in per cent. */
  readonly percent: number
}

export interface Profile {
  /** The file for Chrome's or VS Code's viewer. */
  readonly file: string
  /** Share of all time in which the process waited for something to do, in per cent. */
  readonly idlePercent: number
  readonly byPackage: readonly ProfileLine[]
  readonly byFunction: readonly ProfileLine[]
}

const linesShown = 25

/**
 * Starts a web process under V8's sampling profiler, warms it up, lets `load` work on it, and tells which functions the
 * time of that load went to.
 */
export async function profileWeb(town: BenchTown, warmUp: (web: Server) => Promise<unknown>, load: (web: Server) => Promise<unknown>): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-profile-'))
  const began = performance.now()
  const web = await startWeb(town, { flags: `--cpu-prof --cpu-prof-dir=${folder}` })
  const [from, to] = await (async () => {
    try {
      await warmUp(web)
      const loadBegan = performance.now()
      await load(web)
      return [loadBegan - began, performance.now() - began]
    } finally {
      await web.stop()
    }
  })()
  const [name] = readdirSync(folder).filter((one) => one.endsWith('.cpuprofile'))
  if (name === undefined) throw new Error('the web process left no profile')
  const file = join(folder, name)
  return { file, ...summary(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, from, to) }
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number } }[]
  readonly samples: readonly number[]
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[]
}

/** Of the samples between two moments, in milliseconds since the process began. */
function summary({ nodes, samples, timeDeltas }: CpuProfile, from: number, to: number): Omit<Profile, 'file'> {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const functions = new Map<string, number>()
  const packages = new Map<string, number>()
  let [now, all, idle] = [0, 0, 0]
  for (const [at, id] of samples.entries()) {
    const took = timeDeltas[at] ?? 0
    now += took / 1000
    const frame = frames.get(id)
    if (!frame || now < from || now > to) continue
    all += took
    if (frame.functionName === '(idle)') {
      idle += took
      continue
    }
    add(functions, `${frame.functionName || '(anonymous)'}  ${shortened(frame.url)}${frame.url ? `:${frame.lineNumber + 1}` : ''}`, took)
    add(packages, packageOf(frame.functionName, frame.url), took)
  }
  const largest = (of: Map<string, number>): ProfileLine[] => [...of].sort(([, a], [, b]) => b - a).slice(0, linesShown)
    .map(([place, took]) => ({ place, percent: rounded((took / (all - idle)) * 100, 1) }))
  return { idlePercent: rounded((idle / all) * 100, 1), byPackage: largest(packages), byFunction: largest(functions) }
}

const add = (to: Map<string, number>, name: string, more: number) => void to.set(name, (to.get(name) ?? 0) + more)

const shortened = (url: string): string => url.replace(/^file:\/\/.*?\/(node_modules|server)\//, '$1/').replace(/^node_modules\//, '')

/** The npm package, a folder of ours, Node's own JavaScript, or V8's words for what is no function: `(garbage collector)`. */
function packageOf(functionName: string, url: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native functions'
  if (url.startsWith('node:')) return 'node'
  const packaged = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  return packaged ?? /\/(server\/[^/]+)/.exec(url)?.[1] ?? url
}

export const profileInWords = ({ file, idlePercent, byPackage, byFunction }: Profile): string[] => [
  `where the web process's time went (profile ${file}; idle ${idlePercent} % of the time, the rest is 100 %)`,
  ...byPackage.slice(0, 14).map(({ place, percent }) => `  ${percent.toFixed(1).padStart(5)} %  ${place}`),
  'by function, itself only',
  ...byFunction.map(({ place, percent }) => `  ${percent.toFixed(1).padStart(5)} %  ${place}`),
]
