import type { Config } from '../config.ts'

/** A link that opens the mini-app inside LINE at a path such as `/payments`. */
export const liffUrl = (config: Pick<Config, 'line'>, path: string): string => `https://liff.line.me/${config.line.liffId}${path}`
