import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaseEvidence } from '../../server/cases/evidence/contract.ts'
import { takePlace } from '../../server/cases/evidence/upload-places.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, suspicion, twoStores, type Refused, type Suspicion } from './cases-acts.ts'
import { asked, eicar, give, given, photo, refusedFile } from './evidence-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let auditor: OfficerInTown
let suspected: Suspicion
let photos: string
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, auditor] = await town.officers('佐藤', '監査(auditor)')
  suspected = await suspicion(town, stores)
  photos = `/api/store/fact-checks/${(await asked(town, sato, suspected.caseId, suspected.electronics)).factCheckId}/photos`
})
beforeEach(() => town.sandbox.scanner?.behaves('well'))
afterAll(() => town.close())

const kept = async () => Number((await town.sql<{ count: string }>`SELECT count(*) FROM evidence_files`)[0]?.count)

describe('a photo that somebody sends', () => {
  test('is kept without what the camera wrote beside it, but is still held the right way', async () => {
    const { id, mediaKind, name } = await given(suspected.electronics.owner, photos)

    const [row] = await town.sql<{ bytes: Buffer; sha256: string }>`SELECT bytes, sha256 FROM evidence_files WHERE id = ${id}`
    const text = row?.bytes.toString('latin1') ?? ''
    expect([mediaKind, name]).toEqual(['image/jpeg', '写真.jpg'])
    expect(text).toContain('the picture itself')
    expect(text).not.toMatch(/GPS|Hanako|second picture/)
    expect(row?.bytes.subarray(2, 6)).toEqual(Buffer.from([0xff, 0xe1, 0x00, 0x22]))
    expect(row?.bytes[2 + 29]).toBe(6)
  })

  test('is told by its own bytes, whatever it is called', async () => {
    const { owner } = suspected.electronics
    const pdf = await given(owner, photos, Buffer.from('%PDF-1.7\n…'))

    expect(pdf.mediaKind).toBe('application/pdf')
    for (const other of ['<html><script>alert(1)</script></html>', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', 'PK\x03\x04']) {
      expect(await refusedFile(owner, photos, Buffer.from(other))).toBe('file-kind-not-accepted')
    }
    expect(await refusedFile(owner, photos, photo().subarray(0, 30))).toBe('file-kind-not-accepted')
    expect(await refusedFile(owner, photos, Buffer.alloc(0))).toBe('file-kind-not-accepted')
  })

  test('of more than 10 MB is refused, and one of exactly 10 MB is not', async () => {
    const sized = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 32)])

    expect(await refusedFile(suspected.electronics.owner, photos, sized(10 * 1024 * 1024 + 1))).toBe('too-large')
    expect((await given(suspected.electronics.owner, photos, sized(10 * 1024 * 1024))).size).toBe(10 * 1024 * 1024)
  })

  test('that is no form, or a form without a file, is refused', async () => {
    const { owner } = suspected.electronics
    const post = async (body: unknown, kind: string) => (await owner.post<Refused>(photos, body, { 'content-type': kind })).body.error.reason

    expect(await post(JSON.stringify({}), 'application/json')).toBe('unsupported-media')
    expect(await post('--x\r\ncontent-disposition: form-data; name="words"\r\n\r\nhello\r\n--x--\r\n', 'multipart/form-data; boundary=x')).toBe('invalid-input')
    expect(await post('--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\ncut off', 'multipart/form-data; boundary=x')).toBe('broken-json')
  })

  test('waits its turn when eight others are on their way: memory has an end', async () => {
    const places = Array.from({ length: 8 }, takePlace)
    expect(takePlace()).toBeNull()
    expect(await refusedFile(suspected.electronics.owner, photos, photo())).toBe('uploads-full')
    for (const giveBack of places) giveBack?.()
    places[0]?.()

    await given(suspected.electronics.owner, photos)
    expect(await Promise.all(Array.from({ length: 4 }, () => refusedFile(suspected.electronics.owner, photos, photo())))).toEqual(['taken', 'taken', 'taken', 'taken'])
  })

  test('is refused to everybody who has no business there', async () => {
    const strangers = await give(suspected.bakery.owner, photos, photo())
    expect([strangers.status, strangers.body.error.reason]).toEqual([404, 'not-found'])
    expect(await refusedFile(suspected.customer, photos, photo())).toBe('not-your-role')
    expect(await refusedFile(town.stranger(), photos, photo())).toBe('not-signed-in')
    expect(await refusedFile(auditor, `/api/secretariat/cases/${suspected.caseId}/files`, photo())).toBe('read-only-role')
  })
})

describe('without a plain yes of the virus scanner', () => {
  test('nothing is kept: when it is gone, and when it is full', async () => {
    const before = await kept()
    for (const weather of ['hangs-up', 'full'] as const) {
      town.sandbox.scanner?.behaves(weather)
      expect(await refusedFile(suspected.electronics.owner, photos, photo())).toBe('scanner-down')
    }
    expect(await kept()).toBe(before)
  })

  test('whoever watches the programme sees that the scanner is gone', async () => {
    const isUp = async () => /^virus_scanner_up (\d)$/m.exec((await town.stranger().get<string>('/metrics')).body)?.[1]

    expect(await isUp()).toBe('1')
    town.sandbox.scanner?.behaves('hangs-up')
    expect(await isUp()).toBe('0')
  })

  test('a virus is refused, stands in the audit log, and officers on duty learn of it once, without a name', async () => {
    const before = await kept()
    expect(await refusedFile(suspected.electronics.owner, photos, eicar)).toBe('file-infected')
    expect(await refusedFile(suspected.electronics.owner, photos, eicar)).toBe('file-infected')
    await town.settles()

    expect(await kept()).toBe(before)
    const entries = await town.sql<{ actor_id: string; details: { signature: string } }>`SELECT actor_id, details FROM audit_entries WHERE action = 'file.infected'`
    expect(entries.map(({ actor_id: by, details }) => [by, details.signature])).toEqual(Array.from({ length: 2 }, () => [suspected.electronics.owner.id, 'Eicar-Test-Signature']))
    const told = sato.chat.all().filter((text) => text.includes('ウイルスの疑い'))
    expect(told).toHaveLength(1)
    expect(told[0]).not.toMatch(/田中|S-\d/)
  })
})

describe('opening a file', () => {
  test('an officer says why; it is on record, and the browser is told to trust nothing in it', async () => {
    const { id } = await given(suspected.electronics.owner, photos)

    expect((await sato.get<Refused>(`/api/secretariat/evidence/${id}`)).body.error.reason).toBe('invalid-input')
    const opened = await sato.get(`/api/secretariat/evidence/${id}?purpose=fact-check`)

    expect(opened.status).toBe(200)
    expect(opened.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
    expect(opened.headers['content-disposition']).toMatch(/^attachment; /)
    expect(opened.headers['content-security-policy']).toMatch(/sandbox/)
    expect(await town.sql`SELECT purpose FROM audit_entries WHERE action = 'file.open' AND object_id = ${id} AND actor_id = ${sato.id}`).toEqual([{ purpose: 'fact-check' }])
  })

  test('a store opens its own and nobody else’s; a customer sees none of a store’s', async () => {
    const { id } = await given(suspected.electronics.owner, photos)

    expect((await suspected.electronics.owner.get(`/api/store/evidence/${id}`)).status).toBe(200)
    expect((await suspected.bakery.owner.get(`/api/store/evidence/${id}`)).status).toBe(404)
    expect((await suspected.customer.get(`/api/evidence/${id}`)).status).toBe(404)
    expect((await suspected.electronics.owner.get(`/api/secretariat/evidence/${id}?purpose=fact-check`)).status).toBe(403)
  })

  test('what was kept can never be changed, and never without its own hash', async () => {
    const { id } = await given(suspected.electronics.owner, photos)

    await expect(town.sql`UPDATE evidence_files SET name = 'x' WHERE id = ${id}`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM evidence_files WHERE id = ${id}`).rejects.toThrow(/append only/)
    await expect(town.sql`INSERT INTO evidence_files (given_for, case_id, officer_id, name, media_kind, size, sha256, bytes, scanned_at, added_at)
      VALUES ('case', ${suspected.caseId}, ${sato.id}, 'x', 'image/png', 1, 'not its hash', 'a', now(), now())`).rejects.toThrow(/file_is_what_was_hashed/)
  })
})

test('an officer keeps a letter with the case under a name; it is in the timeline', async () => {
  const added = await give(sato, `/api/secretariat/cases/${suspected.caseId}/files?name=${encodeURIComponent('本人からの手紙')}`, Buffer.from('%PDF-1.7\n…'))
  const { body } = await sato.get<CaseEvidence>(`/api/secretariat/cases/${suspected.caseId}/evidence`)

  expect(body.files).toEqual([expect.objectContaining({ id: added.body.id, name: '本人からの手紙', by: '佐藤', givenFor: 'case' })])
  expect((await caseFileOf(sato, suspected.caseId)).timeline.map(({ ja }) => ja)).toContain('ファイルを追加しました：本人からの手紙')
})
