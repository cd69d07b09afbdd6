import { expect } from 'vitest'
import type { PersonWithPhone } from './phone.ts'

/** A picture of a sheet of paper, as good as a receipt. */
export const receiptPhoto = 'prisma/seed/photos/S-0142.png'

export async function opensCase(officer: PersonWithPhone, number = /K-\d{4}-000001/): Promise<void> {
  await officer.opens('/office/cases')
  await officer.follows(number)
}

/** Chooses a move, fills it in, reads what will go out, and sends. */
export async function makesMove(officer: PersonWithPhone, move: string, send: string, fill: () => Promise<void>): Promise<void> {
  await officer.presses(move)
  await fill()
  await officer.presses(/^(送信)?内容を確認$/)
  await officer.presses(new RegExp(`^${send}$`))
  await officer.page.getByRole('region', { name: move, exact: true }).waitFor({ state: 'hidden' })
}

/** The newest that waits for approval. */
export async function approves(officer: PersonWithPhone): Promise<void> {
  await officer.opens('/office/approvals')
  await officer.follows(/A-\d{4}-/)
  await officer.writes('理由', '記録と回答を確認した')
  await officer.presses('承認する')
  await officer.reads('承認しました。')
}

/** A move that the screen keeps shut, with the words below it. */
export async function cannot(officer: PersonWithPhone, move: string, why: RegExp): Promise<void> {
  const button = officer.page.getByRole('button', { name: move })
  await officer.page.getByText(why).first().waitFor()
  expect(await button.getAttribute('aria-disabled')).toBe('true')
}

export async function addsPhoto(person: PersonWithPhone): Promise<void> {
  await person.page.getByLabel('写真を追加する', { exact: true }).and(person.page.locator('input')).first().setInputFiles(receiptPhoto)
  await person.page.getByRole('button', { name: '写真1を開く' }).waitFor()
}
