import type { Refusal } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import type { RecordAct } from '../contract.ts'
import { mayAct } from '../may.ts'
import type { Acting, CaseStanding } from '../standing.ts'
import { mayLogContact, maySetNext, mayUnlink } from './may-record.ts'

/** What may be written down about a case, each open or with the reason why not. Notes and links are written also after its end. */
export function recordActsOf(standing: CaseStanding, links: readonly { readonly byHand: boolean }[], acting: Acting): RecordAct[] {
  const nobody = mayAct(acting)
  const told = (name: RecordAct['name'], no: Refusal | null): RecordAct => ({ name, disabled: explained(nobody ?? no) })
  return [
    told('note', null),
    told('contact', mayLogContact(standing)),
    told('set-next', maySetNext(standing)),
    told('link-case', null),
    told('unlink-case', mayUnlink(links)),
  ]
}
