import type { FileSeen } from '../../server/cases/evidence/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { Browser, Seen } from '../support/person.ts'
import type { StoreInTown } from '../support/stores.ts'
import type { Town } from '../support/town.ts'
import { act, caseFileOf, mustBe, type Refused } from './cases-acts.ts'

/** A JPEG as a phone makes it: where it was taken, how it was held (6: turned), one scan, and something behind its end. */
export const photo = (orientation = 6): Buffer => {
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0\x2a', 'latin1'), Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]), Buffer.from('GPS 38.2688N 140.8721E'),
  ])
  const segment = (marker: number, body: Buffer) => Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')), segment(0xe1, exif), segment(0xfe, Buffer.from('taken by Hanako')),
    segment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0])), Buffer.from('the picture itself'), Buffer.from([0xff, 0xd9]), Buffer.from('a second picture'),
  ])
}

export const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*')

/** Sends one file as a browser's form does. */
export function give(who: Browser, url: string, bytes: Buffer, fileName = 'IMG_0001.HEIC'): Promise<Seen<FileSeen & Refused>> {
  const boundary = '----practice-town'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: image/heic\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return who.post(url, body, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}

/** A file that was taken; anything else fails the test. */
export async function given(who: Browser, url: string, bytes = photo()): Promise<FileSeen> {
  const { status, body } = await give(who, url, bytes)
  if (status !== 200) throw new Error(`the file was answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** The reason of a refused file. */
export const refusedFile = async (who: Browser, url: string, bytes: Buffer): Promise<string> => {
  const { status, body } = await give(who, url, bytes)
  return status === 200 ? 'taken' : body.error.reason
}

/** The store is asked about its payments of a case. */
export async function asked(town: Town, officer: OfficerInTown, caseId: string, store: StoreInTown): Promise<{ factCheckId: string; paymentIds: string[] }> {
  const file = await caseFileOf(officer, caseId)
  const paymentIds = file.payments.filter(({ storeId, concerned }) => concerned && storeId === store.id).map(({ id }) => id)
  await mustBe('ok', act(officer, caseId, 'ask-store', { storeId: store.id, paymentIds }))
  await town.settles()
  const [check] = await town.sql<{ id: string }>`SELECT id FROM fact_checks WHERE case_id = ${caseId} AND store_id = ${store.id} ORDER BY asked_at DESC LIMIT 1`
  if (!check) throw new Error('the store was not asked')
  return { factCheckId: check.id, paymentIds }
}

export const answers = (paymentIds: readonly string[]) =>
  paymentIds.map((paymentId) => ({ paymentId, recordFound: 'found', receiptNumber: '0042', goods: '電球', staffOnDuty: '田中', acquaintance: 'first_time', note: null }))
