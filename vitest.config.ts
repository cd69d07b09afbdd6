import { defineConfig } from 'vitest/config'

const postgres = ['test/support/start-postgres.ts']

/** One project per layer of tests; `test/run.ts` runs them in the order that keeps a small machine honest. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    // The list of failures at the end has the message only, so it must say what was expected and what came.
    chaiConfig: { truncateThreshold: 600 },
    projects: [
      layer('rules', { testTimeout: 20_000, isolate: false }),
      layer('sandbox', { testTimeout: 20_000, hookTimeout: 30_000 }),
      layer('server', { globalSetup: postgres, testTimeout: 30_000, hookTimeout: 60_000, isolate: false }),
      layer('guards', { testTimeout: 120_000, isolate: false }),
      // Real processes and a browser, after everything else. People read and press: more than half of a journey is waiting,
      // so three at a time fill two cores.
      layer('journeys', { globalSetup: postgres, testTimeout: 240_000, hookTimeout: 120_000, maxWorkers: 3, sequence: { groupOrder: 1 } }),
      // Brings a PostgreSQL of its own, with durability on, and kills it. Its waits end by themselves and say what they
      // waited for; a test that vitest gave up would go on harming the next one.
      layer('chaos', { testTimeout: 900_000, hookTimeout: 300_000, fileParallelism: false, sequence: { groupOrder: 2 } }),
      // `npm run screens`: pictures for people to look at, no test of `npm test`.
      { extends: true, test: { name: 'screens', include: ['test/screens/**/*.screens.ts'], environment: 'node', globalSetup: [...postgres, 'test/screens/contact-sheet.ts'], testTimeout: 600_000, hookTimeout: 120_000, sequence: { groupOrder: 3 } } },
    ],
  },
})

interface LayerOptions {
  testTimeout: number
  hookTimeout?: number
  globalSetup?: string[]
  fileParallelism?: boolean
  maxWorkers?: number
  /** False: files of one worker share the modules they import, which saves two seconds of a core for each. */
  isolate?: boolean
  sequence?: { groupOrder: number }
}

function layer(name: string, options: LayerOptions) {
  return { extends: true as const, test: { name, include: [`test/${name}/**/*.test.ts`], environment: 'node', ...options } }
}
