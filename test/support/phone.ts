import type { Browser, Page } from 'playwright-core'
import { openPhone } from './browser.ts'
import type { Manifest, RunningTown, SignInFacts } from './running-town.ts'

/** A person with a phone of their own: separate cookies, storage and LINE sign-in. */
export interface PersonWithPhone {
  readonly page: Page
  /** Everything the console complained about; a journey ends with none. */
  readonly complaints: readonly string[]
  opens(path: string): Promise<void>
  presses(name: string | RegExp): Promise<void>
  follows(name: string | RegExp): Promise<void>
  writes(label: string | RegExp, text: string): Promise<void>
  chooses(group: string | RegExp, option: string | RegExp): Promise<void>
  reads(text: string | RegExp): Promise<void>
  /** Types digits on the keys of the app. */
  types(digits: string): Promise<void>
}

/** Opens the mini-app as this person: LINE asks who it is, as in a browser outside of LINE. */
export async function personWithPhone(browser: Browser, town: RunningTown, person: { readonly name: string }, screen: { width: number; height: number } = { width: 390, height: 844 }): Promise<PersonWithPhone> {
  const context = await openPhone(browser, { viewport: screen })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', (fault) => complaints.push(fault.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !expected.test(line.text())) complaints.push(line.text())
  })
  return {
    page,
    complaints,
    opens: async (path) => {
      await page.goto(`${town.appUrl}${path}`)
      // Somebody who is staff as well is asked about twice, as a customer first.
      const line = page.getByRole('button', { name: person.name }).first()
      // A screen of ours has its title; while the app starts, or LINE asks, there is none.
      const app = page.getByRole('main').getByRole('heading', { level: 1 })
      await line.or(app).first().waitFor()
      if (await line.isVisible()) {
        await line.click()
        await page.waitForURL((url) => url.hostname === 'mimamori.localhost' && !url.searchParams.has('code'))
      }
      await app.first().waitFor()
    },
    presses: (name) => page.getByRole('button', { name }).first().click(),
    follows: (name) => page.getByRole('link', { name }).first().click(),
    writes: (label, text) => page.locator('input, textarea').and(page.getByLabel(label)).first().fill(text),
    chooses: (group, option) => page.getByRole('group', { name: group }).or(page.getByRole('radiogroup', { name: group })).first().getByRole('radio', typeof option === 'string' ? { name: option, exact: true } : { name: option }).check({ force: true }),
    reads: (text) => page.getByText(text).first().waitFor(),
    types: async (digits) => {
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
    },
  }
}

/** Answers of 401 are how the app learns that it has to sign in; the browser writes each of them to the console. */
const expected = /status of 401|status of 409|status of 422/

export async function signsIn(person: PersonWithPhone, facts: SignInFacts): Promise<void> {
  await person.writes('ID', facts.loginId)
  await person.page.getByLabel('パスワード', { exact: true }).fill(facts.password)
  await person.presses('サインイン')
}

export const officerOf = (people: Manifest, key: string): SignInFacts => found(people.officers.find((one) => one.key === key), key)
export const staffOf = (people: Manifest, key: string): SignInFacts => found(people.stores.flatMap(({ staff }) => staff).find((one) => one.key === key), key)
export const customerOf = (people: Manifest, key: string): Manifest['customers'][number] => found(people.customers.find((one) => one.key === key), key)

function found<T>(one: T | undefined, key: string): T {
  if (one === undefined) throw new Error(`nobody called ${key} lives in this town`)
  return one
}
