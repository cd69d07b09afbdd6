import { expect } from 'vitest'
import type { PersonWithPhone } from './phone.ts'

/** More stops than any screen of ours has. */
const stopsMax = 120

/**
 * Presses Tab until what has the focus reads like this to a screen reader, e.g. 「button "承認する"」. Wherever the focus
 * comes by, it can be seen.
 */
export async function tabsTo({ page }: PersonWithPhone, what: RegExp): Promise<void> {
  const passed: string[] = []
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const read = (await focused.ariaSnapshot()).replace(/^- /, '')
    passed.push(read)
    if (!what.test(read)) continue
    expect(await focused.evaluate(ringIsSeen), `the focus on ${read} can be seen`).toBe(true)
    return
  }
  throw new Error(`no Tab leads to ${String(what)}; the focus came by:\n${passed.join('\n')}`)
}

/** The ring lies around the control, or around the label of one that is drawn by its label. */
function ringIsSeen(focused: Element): boolean {
  const drawn = [focused, focused.closest('label'), focused.nextElementSibling]
  return drawn.some((element) => element !== null && getComputedStyle(element).outlineStyle !== 'none')
}

/** Types into what Tab leads to. */
export async function fillsByKeys(person: PersonWithPhone, what: RegExp, text: string): Promise<void> {
  await tabsTo(person, what)
  await person.page.keyboard.type(text)
}

/** Goes to what Tab leads to and presses it. */
export async function pressesByKeys(person: PersonWithPhone, what: RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabsTo(person, what)
  await person.page.keyboard.press(key)
}
