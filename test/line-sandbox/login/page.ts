// mimamori-line-sandbox
import type { Person } from '../people.ts'

export interface LoginPage {
  readonly people: readonly Person[]
  /** Fields that travel with the choice. */
  readonly hidden: Readonly<Record<string, string>>
  readonly nonce: string
}

const mostPeople = 100

/** LINE's login page as the town plays it: instead of a password, a button for each person. */
export function loginPage({ people, hidden, nonce }: LoginPage): string {
  const fields = Object.entries(hidden).map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
  const buttons = people.slice(0, mostPeople).map((person) => `<button name="person" value="${escape(person.lineUserId)}">${escape(person.name)}${person.storeName ? `（${escape(person.storeName)}）` : ''}</button>`)
  return page('LINE ログイン', nonce, `
<h1>LINE ログイン</h1>
<p class="practice">練習用です。本物のLINEではありません。</p>
<p>だれとしてログインしますか。</p>
<form method="post" action="/oauth2/v2.1/login">${fields.join('')}${buttons.join('')}<button class="no" name="person" value="">キャンセル</button></form>`)
}

/** A page with one sentence. */
export const sentencePage = (title: string, sentence: string, nonce: string): string =>
  page(title, nonce, `<h1>${escape(title)}</h1><p>${escape(sentence)}</p>`)

export const pagePolicy = (nonce: string, formOrigins: readonly string[] = []): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self' ${formOrigins.join(' ')}; base-uri 'none'; frame-ancestors 'none'`

function page(title: string, nonce: string, body: string): string {
  return `<!doctype html>
<!-- mimamori-line-sandbox -->
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<style nonce="${nonce}">
body{margin:0 auto;max-width:24rem;padding:2rem 1.25rem;font:1rem/1.6 sans-serif;color:#111}
h1{font-size:1.25rem}.practice{background:#fff6d6;padding:.5rem .75rem}
form{display:grid;gap:.75rem}button{font:inherit;min-height:3rem;border:0;border-radius:.4rem;background:#06804a;color:#fff;padding:.5rem 1rem}
button.no{background:#fff;color:#111;border:1px solid #777}
</style></head><body>${body}</body></html>`
}

export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
