import { openSync, closeSync, readFileSync, writeSync } from 'node:fs'

/** How one asking ended, as far as the person could see. `open`: no answer, or one that leaves open how it ended. */
export type Heard =
  | { readonly outcome: 'paid'; readonly number: string; readonly store: string; readonly amount: number }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'open'; readonly why: string }

/** `wants` once per purchase, `asks` before each sending, `hears` after each answer. */
export type LogLine =
  | { readonly line: 'wants'; readonly purchase: string; readonly customer: string; readonly store: string; readonly amount: number }
  | { readonly line: 'asks'; readonly purchase: string; readonly key: string; readonly way: 'pay' | 'by-key' | 'close' }
  | ({ readonly line: 'hears'; readonly purchase: string; readonly key: string } & Heard)

export interface ClientLog {
  readonly file: string
  write(line: LogLine): void
  close(): void
}

/**
 * What the customers know, outside of everything that is being disturbed. Each line is with the operating system before
 * the next step, so that a request can never have been sent without its line.
 */
export function openClientLog(file: string): ClientLog {
  const handle = openSync(file, 'a')
  return {
    file,
    write: (line) => void writeSync(handle, `${JSON.stringify(line)}\n`),
    close: () => closeSync(handle),
  }
}

export const readClientLog = (file: string): LogLine[] =>
  readFileSync(file, 'utf8').split('\n').filter((text) => text !== '').map((text) => JSON.parse(text) as LogLine)
