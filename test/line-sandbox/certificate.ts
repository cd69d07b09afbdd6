// mimamori-line-sandbox
import { generate } from 'selfsigned'
import type { Tls } from './site.ts'

/** A certificate that only test browsers accept, for LINE's host names. */
export async function lineCertificate(): Promise<Tls> {
  const altNames = ['*.line.me', 'line.me', '*.line-scdn.net', 'localhost'].map((value) => ({ type: 2 as const, value }))
  const made = await generate([{ name: 'commonName', value: 'mimamori-line-sandbox' }], {
    keyType: 'ec', curve: 'P-256', algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: false }, { name: 'subjectAltName', altNames: [...altNames, { type: 7, ip: '127.0.0.1' }] }],
  })
  return { key: made.private, cert: made.cert }
}
