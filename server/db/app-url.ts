import { createHmac } from 'node:crypto'

/** The restricted role's connection to the same database. Its password follows from the owner's, so none is stored. */
export function appUrlFor(ownerUrl: string): string {
  const address = new URL(ownerUrl)
  address.username = 'mimamori_app'
  address.password = appPassword(ownerUrl)
  return address.toString()
}

/** What `migrate` sets and `appUrlFor` uses. */
export const appPassword = (ownerUrl: string): string =>
  createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password)).update('mimamori_app').digest('hex')
