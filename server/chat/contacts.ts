import type { Tx } from '../db/atomically.ts'
import type { Language } from './speaker.ts'

/** Keeps who has us as a friend and who blocked us, by LINE's own time: a late event never undoes a newer one. */
export async function rememberFollow(tx: Tx, lineUserId: string, what: 'follow' | 'unfollow', at: Date): Promise<void> {
  const [followedAt, blockedAt] = what === 'follow' ? [at, null] : [null, at]
  await tx.$executeRaw`
    INSERT INTO line_contacts (line_user_id, followed_at, blocked_at, last_event_at) VALUES (${lineUserId}, ${followedAt}, ${blockedAt}, ${at})
    ON CONFLICT (line_user_id) DO UPDATE
    SET followed_at = coalesce(excluded.followed_at, line_contacts.followed_at), blocked_at = excluded.blocked_at, last_event_at = excluded.last_event_at
    WHERE line_contacts.last_event_at <= excluded.last_event_at`
}

/** Counts messages in a row that nothing matched; anything understood starts anew. */
export async function rememberMisses(tx: Tx, lineUserId: string, missed: boolean): Promise<void> {
  const first = missed ? 1 : 0
  // Somebody may write without being a friend; the beginning of time leaves room for a follow that comes late.
  await tx.$executeRaw`
    INSERT INTO line_contacts (line_user_id, last_event_at, misses) VALUES (${lineUserId}, to_timestamp(0), ${first})
    ON CONFLICT (line_user_id) DO UPDATE SET misses = CASE WHEN ${missed} THEN line_contacts.misses + 1 ELSE 0 END`
}

/** The language of chat and pages, for customers and for those who are not yet. */
export async function rememberLanguage(tx: Tx, lineUserId: string, language: Language): Promise<void> {
  await tx.customer.updateMany({ where: { lineUserId }, data: { language } })
  await tx.$executeRaw`
    INSERT INTO line_contacts (line_user_id, last_event_at, language) VALUES (${lineUserId}, to_timestamp(0), ${language}::"Language")
    ON CONFLICT (line_user_id) DO UPDATE SET language = excluded.language`
}
