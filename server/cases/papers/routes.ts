import { z } from 'zod'
import type { Context } from '../../context.ts'
import { downloadAs } from '../../documents/file-name.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf, officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { caseAct, caseProposal } from '../act-routes.ts'
import { proposeBooking } from '../demands/by-hand/propose-booking.ts'
import { proposeReturn } from '../demands/giving-back/propose-return.ts'
import { proposeWithdrawal } from '../demands/withdrawal/propose-withdrawal.ts'
import { proposeWriteOff } from '../demands/write-off/propose-write-off.ts'
import { noteLimitation } from '../limitation/note-limitation.ts'
import { reportToPolice } from '../police/report-to-police.ts'
import * as contract from './contract.ts'
import { showCustomerPaper, type PaperAsked } from './customer-papers.ts'
import { printLetter } from './print-letter.ts'
import { recordPosting } from './record-posting.ts'
import { showLetter, type Printed } from './show-letter.ts'

export function paperRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'print-letter', contract.printLetter, (scope, id, asked) => printLetter(ctx, scope, id, asked))
  caseAct(app, ctx, 'record-posting', contract.recordPosting, (scope, id, asked) => recordPosting(ctx, scope, id, asked))
  caseAct(app, ctx, 'report-to-police', contract.reportToPolice, (scope, id, asked) => reportToPolice(ctx, scope, id, asked))
  caseAct(app, ctx, 'note-limitation', contract.noteLimitation, (scope, id, asked) => noteLimitation(ctx, scope, id, asked))
  caseProposal(app, 'propose-withdrawal', contract.proposeWithdrawal, (scope, id, asked) => proposeWithdrawal(ctx, scope, id, asked))
  caseProposal(app, 'propose-return', contract.proposeReturn, (scope, id, asked) => proposeReturn(ctx, scope, id, asked))
  caseProposal(app, 'propose-booking', contract.proposeBooking, (scope, id, asked) => proposeBooking(ctx, scope, id, asked))
  caseProposal(app, 'propose-write-off', contract.proposeWriteOff, (scope, id, asked) => proposeWriteOff(ctx, scope, id, asked))
  downloads(app, ctx)
}

/** `<letter's id>.pdf` */
const letterAsked = z.object({ file: z.string().regex(/^[0-9a-f-]{36}\.pdf$/).transform((name) => name.slice(0, 36)).pipe(z.uuid()) })
/** `demand.pdf`, `completion.pdf`, `returned.pdf` or `receipt-<repayment's id>.pdf` */
const paperAsked = z.object({
  id: z.uuid(),
  file: z.string().regex(/^(demand|completion|returned|receipt-[0-9a-f-]{36})\.pdf$/).transform((name): PaperAsked => {
    if (name === 'demand.pdf') return { kind: 'demand' }
    if (name === 'returned.pdf') return { kind: 'returned' }
    return name === 'completion.pdf' ? { kind: 'completion' } : { kind: 'receipt', repaymentId: name.slice('receipt-'.length, -'.pdf'.length) }
  }),
})

function downloads(app: App, ctx: Context): void {
  app.get('/api/secretariat/letters/:file', { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { params: letterAsked } }, async (request, reply) => {
    const answer = await showLetter(ctx, officerOf(request), request.params.file)
    return answer.ok ? sendPdf(reply, answer.value) : sendRefusal(reply, answer)
  })

  app.get('/api/repayments/:id/:file', { config: { who: 'customer', opensByLink: true }, exposeHeadRoute: false, schema: { params: paperAsked } }, async (request, reply) => {
    const answer = await showCustomerPaper(ctx, customerOf(request), request.params.id, request.params.file)
    return answer.ok ? sendPdf(reply, answer.value) : sendRefusal(reply, answer)
  })
}

interface Answerable {
  type(mediaType: string): { header(name: string, value: string): { send(body: unknown): unknown } }
}

const sendPdf = (reply: Answerable, { name, plainName, bytes }: Printed): unknown => reply.type('application/pdf').header('content-disposition', downloadAs(name, plainName)).send(bytes)
