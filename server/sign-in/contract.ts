import { z } from 'zod'
import { stopTold } from '../secretariat/functions/contract.ts'

/** Who is signed in, and what they may see first. Amounts are yen as decimal text. */
export const me = z.discriminatedUnion('role', [
  z.object({ role: z.literal('visitor'), displayName: z.string() }),
  z.object({
    role: z.literal('customer'),
    code: z.string(),
    name: z.string(),
    balance: z.string(),
    /** Japan day, inclusive: when the first of it expires. */
    validUntil: z.string(),
    /** What the balance consists of, the first spent first. */
    pockets: z.array(z.object({ kind: z.enum(['common', 'small_store']), expiresOn: z.string(), amount: z.string() })),
    standing: z.enum(['active', 'provisionally_frozen', 'frozen', 'self_stopped', 'closed']),
    /** What a stopped customer is told: the case's number and until when the check should take. */
    stopped: z.object({ caseNumber: z.string(), expectedBy: z.string(), since: z.iso.datetime(), confirmed: z.boolean() }).nullable(),
    /** They stopped their own payments, whatever else stops them. */
    selfStopped: z.boolean(),
    openDemands: z.number().int(),
    unreadNotices: z.number().int(),
    textSize: z.enum(['standard', 'large', 'largest']),
    language: z.enum(['ja', 'en']),
    /** `holding`: the most a balance may be. `purchase`: what one person may buy in all. */
    limits: z.object({ payment: z.string(), day: z.string(), holding: z.string(), purchase: z.string() }),
    /** What the programme adds to a purchase, in percent. */
    premiumPercent: z.number().int(),
    /** Functions of the programme that are stopped for everybody. */
    stops: z.array(stopTold),
    /** When LINE is asked again who this is. */
    signedInUntil: z.iso.datetime(),
  }),
  z.object({
    role: z.literal('staff'),
    name: z.string(),
    code: z.string(),
    staffRole: z.enum(['clerk', 'manager', 'owner']),
    stores: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), number: z.string(), acceptance: z.enum(['open', 'stopped']) })),
    openFactChecks: z.number().int(),
    stops: z.array(stopTold),
    loginId: z.string(),
    /** They signed in with a temporary password: nothing else opens before they have chosen their own. */
    passwordTemporary: z.boolean(),
    /** When they declared that they don't pay at their own store. */
    declaredAt: z.iso.datetime().nullable(),
    /** 共用端末, and whether its person has to be asked again. */
    terminal: z.object({ until: z.iso.datetime(), atRest: z.boolean() }).nullable(),
  }),
  z.object({
    role: z.literal('officer'),
    id: z.uuid(),
    name: z.string(),
    number: z.string(),
    officerRole: z.enum(['officer', 'chief', 'auditor']),
    openCases: z.number().int(),
    waitingApprovals: z.number().int(),
    /** What waits in other places. */
    waiting: z.object({ resumeRequests: z.number().int(), suspense: z.number().int() }),
  }),
])
export type Me = z.infer<typeof me>

export const lineSignIn = z.object({ idToken: z.string().min(1).max(4_000) })
/**
 * `customer`: signed in. `password-needed`: LINE is proven, POST /api/sign-in/password completes it.
 * `not-registered`: LINE is proven, nobody of ours has it yet: may register, or sign in for the first time as staff or officer with ID and password.
 */
export const lineSignInAnswer = z.object({ next: z.enum(['customer', 'password-needed', 'not-registered']) })

export const passwordSignIn = z.object({ loginId: z.string().min(1).max(64), password: z.string().min(1).max(128) })
export const passwordSignInAnswer = z.object({ role: z.enum(['staff', 'officer']) })

/** POST /api/download-links: an address of ours with a ticket, good for ten minutes in a browser that has no cookies of ours. */
export const downloadAsked = z.strictObject({ path: z.string().max(400).regex(/^[!-~]+$/).regex(/^\/api\/(?:store|secretariat|repayments)\/[a-z0-9/-]+\.(?:csv|pdf)(?:\?|$)/) })
export const downloadLinkMade = z.object({ path: z.string(), until: z.iso.datetime() })
