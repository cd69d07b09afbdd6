import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What can be said of a screen by rule: too wide, cut words, small targets, no title, what a screen reader stumbles over. */
export async function look(page: Page, language: 'ja' | 'en'): Promise<string[]> {
  const seen = await page.evaluate(lookAround, language)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  return [...seen, ...violations.map(({ id, nodes }) => `axe: ${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`)]
}

/** Runs in the page, so it may use nothing from outside itself. */
function lookAround(language: 'ja' | 'en'): string[] {
  const findings: string[] = []
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (wide > 0) findings.push(`${wide} px too wide`)
  if (document.title.trim() === '') findings.push('no title')
  if (document.querySelectorAll('h1').length !== 1) findings.push(`${document.querySelectorAll('h1').length} first headings`)
  const isShown = (element: Element) => {
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible'
  }
  const wordsOf = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ').trim().slice(0, 40)
  const ownText = (element: Element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '').join('').trim()

  for (const element of document.querySelectorAll('body *')) {
    if (!isShown(element) || ownText(element) === '') continue
    const style = getComputedStyle(element)
    if (style.overflowX !== 'visible' && style.overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) findings.push(`cut: ${wordsOf(element)}`)
    if (language === 'en' && /[ぁ-んァ-ヶ]{2,}/.test(ownText(element)) && !element.closest('[lang="ja"], [data-said]')) findings.push(`not in English: ${ownText(element).slice(0, 40)}`)
  }
  for (const target of document.querySelectorAll('button, [role="button"], a[href], select, textarea, input:not([type="checkbox"]):not([type="radio"]):not([type="file"])')) {
    if (!isShown(target) || getComputedStyle(target).display === 'inline') continue
    const { width, height } = target.getBoundingClientRect()
    if (height < 43.5 || width < 43.5) findings.push(`small target ${Math.round(width)}×${Math.round(height)}: ${target.getAttribute('aria-label') ?? wordsOf(target)}`)
  }
  return findings
}
