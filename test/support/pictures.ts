import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonWithPhone } from './phone.ts'

const folder = join(import.meta.dirname, '../../test-results/pictures')

/** When a journey fails, keeps what everybody saw at that moment: a picture and the words of each screen. */
export async function keepPicturesOf(people: () => readonly PersonWithPhone[], journey: () => Promise<void>): Promise<void> {
  try {
    await journey()
  } catch (fault) {
    mkdirSync(folder, { recursive: true })
    for (const [at, { page, complaints }] of people().entries()) {
      await page.screenshot({ path: join(folder, `${at + 1}.png`), fullPage: true }).catch(() => undefined)
      const words = await page.locator('body').ariaSnapshot().catch(() => 'the page is gone')
      writeFileSync(join(folder, `${at + 1}.txt`), [page.url(), ...complaints, words].join('\n'))
    }
    throw fault
  }
}
