import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulesInForce } from '../../server/fraud/settings/rules-in-force.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { blanks, fileOf, proposes, remembers, root, rule, ruleOf, saves } from './rules-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
})
afterAll(() => town.close())

const inForceNow = async (id = rule) =>
  (await town.ctx.db.atomically({ kind: 'job', job: 'test' }, rulesInForce)).filter((one) => one.rule.id === id).map(({ version, mode }) => `${version} ${mode}`)

describe('ルールの設定', () => {
  test('what an officer saves runs in shadow beside the live version, until another officer promotes it', async () => {
    expect(await inForceNow()).toEqual(['1 live'])

    expect(await saves(sato, blanks(90))).toBe(2)

    expect(await inForceNow()).toEqual(['1 live', '2 shadow'])
    expect(await proposes(sato, 'promote')).toBe('shadow-too-short')
    await town.sql`INSERT INTO rule_settings SELECT rule, 3, mode, ${JSON.stringify({ ...blanks(90), neighboursKm: 0 })}::jsonb, created_at - interval '7 days', saved_by, reason FROM rule_settings WHERE version = 2`
    const proposal = await proposes(sato, 'promote')
    expect((await fileOf(mori)).pending).toMatchObject({ id: proposal })
    expect((await fileOf(mori)).changes.find(({ what }) => what === 'promote')?.disabled).toMatchObject({ reason: 'proposal-pending' })
    expect(await decide(sato, proposal)).toBe('own-proposal')
    expect(await inForceNow()).toEqual(['1 live', '3 shadow'])
    expect(await decide(mori, proposal)).toBe('approved')
    expect(await inForceNow()).toEqual(['4 live'])
    expect(await ruleOf(sato)).toMatchObject({ state: 'live', version: 4, shadowVersion: null })
    expect((await fileOf(sato)).versions.map(({ version, mode, by }) => [version, mode, by])).toEqual([[4, 'live', '佐藤・森'], [3, 'shadow', '佐藤'], [2, 'shadow', '佐藤'], [1, 'live', null]])
    expect(await town.sql`SELECT action, details->>'approval' IS NOT NULL AS agreed FROM audit_entries WHERE object_kind = 'rule' AND object_id = ${rule} ORDER BY recorded_at, id`)
      .toEqual([{ action: 'rule.save', agreed: false }, { action: 'rule.promote', agreed: true }])
  })

  test('the days in shadow are waived with a reason, which the second officer reads', async () => {
    await saves(sato, blanks(120))
    const proposal = await proposes(sato, 'promote', { waiver: '被害が続いているため' })

    const { body } = await mori.get<{ about: { ja: string }; snapshot: { facts: { name: { ja: string }; value: { ja: string } }[] } }>(`/api/secretariat/approvals/${proposal}`)
    expect(body.about.ja).toBe('ルール「同時刻の複数決済」')
    const facts = Object.fromEntries(body.snapshot.facts.map(({ name, value }) => [name.ja, value.ja]))
    expect(facts).toMatchObject({ 変更: '試運転の版を本番にする', 試運転: '0日', 試運転を省く理由: '被害が続いているため', 効果の確認: 'この内容ではまだ試していません。' })
    expect(Object.values(facts).join()).toContain('120秒以内に2回以上')
    expect(await decide(mori, proposal, 'send-back')).toBe('sent_back')
    expect((await inForceNow())[0]).toBe('4 live')
  })

  test('a version saved after the proposal makes it void', async () => {
    const proposal = await proposes(sato, 'promote', { waiver: '急ぐため' })
    await saves(mori, blanks(150))

    expect((await mori.get<{ changedSince: unknown[] }>(`/api/secretariat/approvals/${proposal}`)).body.changedSince).toHaveLength(1)
    expect(await decide(mori, proposal)).toBe('rule-changed')
    expect(await decide(mori, proposal, 'send-back')).toBe('sent_back')
  })

  test('settings outside their limits, unknown ones and what is there already are refused', async () => {
    const { status, body } = await sato.post<{ error: { reason: string; message: string; en: { message: string } } }>(`${root}/${rule}/settings`, { settings: blanks(601), reason: 'x' })
    expect([status, body.error.reason, body.error.message, body.error.en.message]).toEqual([422, 'rule-settings-wrong', '設定「間隔（1〜600）」を確認してください。', 'Please check this setting: Interval (1–600).'])
    expect(await saves(sato, { ...blanks(60), payments: 'two' })).toBe('rule-settings-wrong')
    expect(await saves(sato, blanks(150))).toBe('rule-unchanged')
    expect(await saves(sato, blanks(60), 'no-such-rule')).toBe('not-found')
    expect(await saves(sato, {}, 'watch-999')).toBe('not-found')
    expect((await sato.get(`${root}/no-such-rule`)).status).toBe(404)
  })

  test('two who save at the same moment both get a version of their own', async () => {
    expect((await Promise.all([saves(sato, blanks(200)), saves(mori, blanks(210))])).sort()).toEqual([7, 8])
  })

  test('auditors read everything and change nothing', async () => {
    expect((await fileOf(auditor)).saveDisabled).toMatchObject({ reason: 'read-only-role' })
    expect(await saves(auditor, blanks(99))).toBe('read-only-role')
    expect(await proposes(auditor, 'off')).toBe('read-only-role')
    expect(await decide(auditor, await proposes(sato, 'off'))).toBe('read-only-role')
  })

  test('switching off, back on and back into shadow each need two', async () => {
    const [pending] = await town.sql<{ id: string }>`SELECT id FROM approvals WHERE subject = ${`rule:${rule}`} AND state = 'proposed'`
    expect(await decide(mori, pending?.id ?? '')).toBe('approved')
    expect(await inForceNow()).toEqual(['9 off'])
    expect(await proposes(sato, 'off')).toBe('not-in-this-state')
    expect(await proposes(sato, 'promote')).toBe('shadow-missing')

    expect(await decide(mori, await proposes(sato, 'on'))).toBe('approved')
    expect(await inForceNow()).toEqual(['10 live'])
    expect(await decide(mori, await proposes(sato, 'to-shadow'))).toBe('approved')
    expect(await inForceNow()).toEqual(['11 off', '12 shadow'])
    expect(await decide(mori, await proposes(sato, 'promote', { waiver: '確かめた' }))).toBe('approved')
    expect(await inForceNow()).toEqual(['13 live'])
  })

  test('what the breaker stopped is shown, and two officers put it in force as a new version', async () => {
    const at = town.clock.now().getTime()
    const today = Math.floor((at + 9 * 3_600_000) / 86_400_000)
    await remembers(town, { [rule]: { days: [{ day: today, asked: 900, hits: 70, alerts: 61, notApplicable: 0, errors: 0 }], trippedAt: at, trippedVersion: 13 } })
    expect(await ruleOf(sato)).toMatchObject({ state: 'tripped', version: 13 })
    expect((await fileOf(sato)).trippedAt).toBe(new Date(at).toISOString())

    expect(await decide(mori, await proposes(sato, 'reset'))).toBe('approved')

    expect(await ruleOf(sato)).toMatchObject({ state: 'live', version: 14 })
    expect(await proposes(sato, 'reset')).toBe('not-in-this-state')
    await saves(sato, blanks(33))
    await remembers(town, { [`${rule}@15`]: { days: [{ day: today, asked: 50, hits: 4, alerts: 0, notApplicable: 1, errors: 0 }], trippedAt: null, trippedVersion: null }, [rule]: { days: [{ day: today, asked: 50, hits: 1, alerts: 1, notApplicable: 1, errors: 0 }], trippedAt: null, trippedVersion: null } })
    expect((await fileOf(sato)).comparison).toEqual({ live: { version: 14, days: 1, asked: 50, hits: 1, notApplicable: 1, errors: 0 }, shadow: { version: 15, days: 1, asked: 50, hits: 4, notApplicable: 1, errors: 0 } })
  })

  test('settings that no longer fit are contained: the last that fit go on, and the broken ones are told', async () => {
    await town.sql`INSERT INTO rule_settings (rule, version, mode, settings, created_at) VALUES (${rule}, 16, 'live', '{"windowSeconds":"many"}', ${town.clock.now()})`

    expect(await inForceNow()).toEqual(['14 live', '16 shadow'])
    expect((await ruleOf(sato))?.flags).toContain('broken')
    expect((await fileOf(sato)).versions[0]).toMatchObject({ version: 16, fits: false, says: { ja: '読み取れない設定です。' } })
    expect(await saves(sato, blanks(60))).toBe(17)
    expect(await decide(mori, await proposes(sato, 'promote', { waiver: '壊れた版を直す' }))).toBe('approved')
    expect(await inForceNow()).toEqual(['18 live'])
  })

  test('the database writes no live version of one officer, none in another’s name, and changes none', async () => {
    const write = (mode: 'live' | 'shadow', savedBy: string) =>
      town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) =>
        tx.ruleSettings.createMany({ data: [{ rule, version: 99, mode, settings: {}, createdAt: town.clock.now(), savedBy, reason: 'x' }] }))
    await expect(write('live', sato.id)).rejects.toThrow(/not approved by two/)
    await expect(write('shadow', mori.id)).rejects.toThrow(/somebody else/)
    await expect(town.sql`UPDATE rule_settings SET mode = 'off' WHERE version = 18`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM rule_settings`).rejects.toThrow(/append only/)
  })
})
