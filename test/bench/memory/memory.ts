import type { Bench } from '../bench-kind.ts'
export const memory: Bench<object> = { run: async () => ({}), inWords: () => ['not yet'] }
