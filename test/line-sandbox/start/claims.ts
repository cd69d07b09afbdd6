// mimamori-line-sandbox
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** @throws with a sentence for a person when something else listens on the port. */
export function claimPort(port: number, what: string, variable: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (problem: NodeJS.ErrnoException) => {
      const busy = `ポート ${port}（${what}）は使われています。別の番号で: ${variable}=${port + 100} npm start\nPort ${port} (${what}) is busy. Choose another: ${variable}=${port + 100} npm start`
      reject(new Error(problem.code === 'EADDRINUSE' ? busy : `port ${port} (${what}): ${problem.message}`))
    })
    probe.listen(port, () => probe.close(() => resolve()))
  })
}

/** One town per data folder: a second would stop the first one's database. Answers how to give the folder back. */
export function claimFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'town.pid')
  const owner = runningOwner(file)
  if (owner) {
    throw new Error(`この町はもう動いています（プロセス ${owner}、${dataDir}）。\nThis town is already running (process ${owner}, ${dataDir}); another one needs its own DATA_DIR.`)
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}

function runningOwner(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    process.kill(pid, 0)
    return pid === process.pid ? undefined : pid
  } catch {
    return undefined
  }
}
