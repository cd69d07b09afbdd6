import { z } from 'zod'

/** POST /api/self-stop, POST /api/self-stop/resume-request, GET /api/self-stop: a customer's own stop. */
export const ownStop = z.object({ stoppedAt: z.iso.datetime().nullable(), askedToResumeAt: z.iso.datetime().nullable() })
export type OwnStop = z.infer<typeof ownStop>

/** How the secretariat made sure who asks. */
export const identityChecks = ['call_back', 'at_the_desk', 'documents'] as const
export const identityCheckWords = {
  call_back: { ja: '登録の電話番号へ折り返し', en: 'called back at the registered number' },
  at_the_desk: { ja: '窓口で本人確認書類', en: 'identity document at the desk' },
  documents: { ja: '郵送の本人確認書類', en: 'identity document by post' },
} as const satisfies Record<(typeof identityChecks)[number], { readonly ja: string; readonly en: string }>

/** GET /api/secretariat/resume-requests. */
export const resumeRequestSeen = z.object({
  id: z.uuid(), customerCode: z.string(), maskedName: z.string(), stoppedAt: z.iso.datetime().nullable(), askedAt: z.iso.datetime(),
  openCase: z.object({ id: z.uuid(), number: z.string() }).nullable(), pending: z.string().nullable(),
  mayPropose: z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable(),
})
export type ResumeRequestSeen = z.infer<typeof resumeRequestSeen>
export const resumeRequestList = z.object({ items: z.array(resumeRequestSeen) })

/** POST /api/secretariat/resume-requests/:id/propose-release → 201 {approval}. */
export const proposeReleaseAsked = z.object({ identityCheck: z.enum(identityChecks), reason: z.string().trim().min(1).max(500) })
