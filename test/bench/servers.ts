import { answers, freePort, startProcess } from '../support/processes.ts'
import type { BenchTown } from './bench-town.ts'

export interface Server {
  readonly port: number
  readonly pid: number
  /** Nothing of it is wanted any more, also not its farewell. */
  kill(): Promise<void>
  /** A polite stop, after which it has written what it writes at its end. */
  stop(): Promise<void>
}

/** A web process as in production on the town's database. `flags` are Node's own. */
export async function startWeb(town: BenchTown, { flags = '', env = {} }: { flags?: string; env?: Record<string, string> } = {}): Promise<Server> {
  return serving('server/web.ts', { ...town.env, ...env, NODE_OPTIONS: `--disable-warning=ExperimentalWarning ${flags}` }, '/health/ready')
}

/** Any of our programs that listens on `PORT`, once it answers at `path`. */
export async function serving(file: string, env: Readonly<Record<string, string>>, path: string): Promise<Server> {
  const port = await freePort()
  const { pid, kill, stop } = await startProcess(file, [], { ...env, PORT: String(port) }, () => answers(`http://127.0.0.1:${port}${path}`))
  return { port, pid, kill, stop }
}
