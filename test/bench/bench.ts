/**
 * `npm run bench -- payments [--json]`: figures of this machine, in about a minute. It brings its own database and
 * processes and leaves nothing behind. Figures of different machines, or of different minutes, don't compare; ratios do.
 */
import { availableParallelism } from 'node:os'
import { benchPayments, type PaymentFigures } from './payments.ts'

const words = process.argv.slice(2)
const asJson = words.includes('--json')
const [name] = words.filter((word) => !word.startsWith('--'))

if (name !== 'payments' && name !== 'all') {
  console.error('npm run bench -- payments|all [--json]')
  process.exit(1)
}
const figures = await benchPayments((line) => console.error(line))
console.log(asJson ? JSON.stringify(figures, null, 2) : inWords(figures))
// Prisma's migration engine leaves a timer behind; everything is stopped and removed.
process.exit(0)

function inWords({ http, bare, ratio, atHalf }: PaymentFigures): string {
  const rejected = Object.entries(http.others).map(([code, count]) => `${count} × ${code}`).join(', ')
  return [
    '',
    `accepted over HTTP (session, idempotency, 128 connections)   ${http.perSecond} payments/s   p50 ${http.p50} ms   p99 ${http.p99} ms   rounds ${http.rounds.join(' ')}${rejected ? `   other answers: ${rejected}` : ''}`,
    `bare function (${bare.driver}, ${bare.clients} clients)   ${bare.perSecond} payments/s   rounds ${bare.rounds.join(' ')}`,
    `ratio ${ratio} (goal 1.0, then 1.25)`,
    `at half of the maximum (${atHalf.perSecond}/s)   p50 ${atHalf.p50} ms   p99 ${atHalf.p99} ms (goal 50 ms)`,
    `load generator, server and database share ${availableParallelism()} cores; fsync on`,
  ].join('\n')
}
