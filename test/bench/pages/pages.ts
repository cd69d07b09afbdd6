import type { Bench } from '../bench-kind.ts'
export const pages: Bench<object> = { run: async () => ({}), inWords: () => ['not yet'] }
