// mimamori-line-sandbox
/** The played LINE as a process of its own: one line on stdout when it is ready, a graceful stop on SIGTERM and SIGINT. */
import { optionsFrom } from './options.ts'
import { startSandbox } from './sandbox.ts'

const sandbox = await startSandbox(optionsFrom(process.env))
process.stdout.write(`${JSON.stringify({ ready: true, port: sandbox.port, tlsPort: sandbox.tlsPort })}\n`)

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void sandbox.close().then(() => process.exit(0))
  })
}
