import type { Context } from '../context.ts'
import type { Tx } from '../db/atomically.ts'
import { say } from '../line/say.ts'
import { deviceMessage, deviceTitle, type Language } from './device-message.ts'
import type { Person } from './remember-device.ts'

/** F19: to whoever signed in, once per device. Staff and officers without LINE cannot have signed in. */
export async function tellOfDevice(ctx: Context, { actorId, deviceId }: { actorId: string; deviceId: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-of-new-device' }, async (tx) => {
    const device = await tx.knownDevice.findUniqueOrThrow({ where: { actorId_deviceId: { actorId, deviceId } } })
    const kind = device.actorKind === 'visitor' ? null : device.actorKind
    const lineUserId = kind && (await lineOf(tx, { kind, id: actorId }))
    if (!kind || !lineUserId) return
    const language = kind === 'customer' ? await languageOf(tx, actorId) : await languageOfChat(tx, lineUserId)
    const message = deviceMessage(ctx.config, { kind, deviceId, userAgent: device.userAgent, at: device.firstAt, language })
    const notice = kind === 'customer' ? { customerId: actorId, noticeTitle: deviceTitle(language), noticePath: '/settings' } : {}
    await say(tx, { lineUserId, kind: 'F19', fact: `device:${deviceId}:${kind}:${actorId}`, messages: [message], now, ...notice })
  })
}

const languageOf = async (tx: Tx, id: string): Promise<Language> => (await tx.customer.findUniqueOrThrow({ where: { id }, select: { language: true } })).language

/** Staff and officers have chosen none in the mini-app: the one they are answered in. */
const languageOfChat = async (tx: Tx, lineUserId: string): Promise<Language> => (await tx.lineContact.findUnique({ where: { lineUserId }, select: { language: true } }))?.language ?? 'ja'

async function lineOf(tx: Tx, { kind, id }: Person): Promise<string | null> {
  const asked = { where: { id }, select: { lineUserId: true } }
  if (kind === 'customer') return (await tx.customer.findUnique(asked))?.lineUserId ?? null
  return (kind === 'staff' ? await tx.staff.findUnique(asked) : await tx.officer.findUnique(asked))?.lineUserId ?? null
}
