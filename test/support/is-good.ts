import AxeBuilder from '@axe-core/playwright'
import { expect } from 'vitest'
import type { PersonWithPhone } from './phone.ts'

/** Nothing that a screen reader stumbles over, and nothing wider than the screen. */
export async function isGood({ page }: PersonWithPhone, screen: string, width: number): Promise<void> {
  // At the end of the page nothing lies half under the places at the bottom of a phone.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${screen} is too wide`).toBeLessThanOrEqual(width)
}
