import { join } from 'node:path'
import type { PersonWithPhone } from '../support/phone.ts'
import { Album, type Picture } from './album.ts'
import { look } from './look.ts'

const sizes = { phone: { width: 390, height: 844 }, narrow: { width: 320, height: 700 }, pc: { width: 1280, height: 800 } } as const
type Size = keyof typeof sizes

export interface Camera {
  /** Takes what the person sees now, in each of the sizes, and looks at it. */
  takes(person: PersonWithPhone, name: string, language?: 'ja' | 'en'): Promise<void>
  /** Opens an address and takes it. */
  opens(person: PersonWithPhone, path: string, name: string, language?: 'ja' | 'en'): Promise<void>
}

/** One camera fills one part of the album. The last size is the one in which the person goes on. */
export function cameraFor(section: string, shots: readonly Size[]): Camera {
  const album = new Album(section)
  const takes: Camera['takes'] = async (person, name, language = 'ja') => {
    const { page } = person
    const files: { width: number; file: string }[] = []
    const findings: string[] = []
    const before = person.complaints.length
    for (const size of shots) {
      const { width, height } = sizes[size]
      await page.setViewportSize({ width, height })
      await settles(person)
      findings.push(...(await look(page, language)).map((found) => `${width}: ${found}`))
      // As tall as the page: bars that stay at the bottom of the screen would otherwise lie across the middle of the picture.
      await page.setViewportSize({ width, height: Math.max(height, await page.evaluate(() => document.documentElement.scrollHeight)) })
      const file = album.fileFor(name, width)
      await page.screenshot({ path: join(album.folder, file), fullPage: true, animations: 'disabled' })
      files.push({ width, file })
      await page.setViewportSize({ width, height })
    }
    const broken = person.complaints.slice(before).filter((said) => !playedFault.test(said))
    findings.push(...new Set(broken.map((said) => `console: ${said}`)))
    const picture: Picture = { name, path: new URL(page.url()).pathname, files, findings }
    album.add(picture)
  }
  return {
    takes,
    opens: async (person, path, name, language) => {
      await person.opens(path)
      await takes(person, name, language)
    },
  }
}

/** What the browser says of a network that a walk has cut. */
const playedFault = /ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|status of 503/

/** Nothing loads any more, the letters are there, and what slides in has arrived. */
async function settles({ page }: PersonWithPhone): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations === 1).map((one) => one.finished.catch(() => undefined)))
  })
}
