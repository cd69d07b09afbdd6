import type { ways as japanese } from '../ja/ways.ts'
import type { Wording } from '../wording.ts'

export const ways: Wording<typeof japanese> = {
  title: 'How to pay',
  waiting: 'Your payment numbers are being prepared. Please look again in a few minutes, or call us if it is urgent.',
  copy: (name) => `Copy: ${name}`,
  copied: 'Copied',
  onlyHere: 'You find numbers and bank details on this screen and on paper only. We never send them in the chat.',
  version: (version, hash) => `Version ${version}, fingerprint ${hash}`,
}
