import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { until } from '../support/processes.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'

/** A town and a browser of one's own for each walk. */
export interface Stage {
  readonly town: RunningTown
  readonly browser: Browser
  close(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  const town = await runTown({ pairs: false, provider: true })
  const browser = await launchBrowser({ sandboxTlsPort: town.sandboxTlsPort })
  return {
    town, browser,
    close: async () => {
      await browser.close()
      await town.close()
    },
  }
}

/** Hana’s account pays at two stores 1.2 km apart, 38 seconds from each other. Returns when the officers know. */
export async function paysAtTwoStores(town: RunningTown, person = 'hana', amount = 4_800): Promise<void> {
  const cases = async () => (await town.database.sql`SELECT 1 FROM fraud_cases`).length
  const before = await cases()
  await town.sandbox('POST', '/sandbox/act', { person, action: 'pay', storeCode: '482731', amount })
  await town.moveClock({ seconds: 38 })
  await town.sandbox('POST', '/sandbox/act', { person, action: 'pay', storeCode: '730418', amount })
  await until(async () => (await cases()) > before, 'the officers to know of two payments')
}
