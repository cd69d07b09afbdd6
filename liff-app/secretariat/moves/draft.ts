import type { CaseFile } from '../../../server/cases/contract.ts'

/** A message that somebody will get, or would get once a second officer has approved. */
export interface Outgoing {
  readonly to: string
  readonly afterApproval: boolean
  /** First line the title, then the body. */
  readonly text: string
}

/** A move as composed: what the server gets, said in words, and what people get. */
export interface Draft {
  readonly body: object
  readonly facts: readonly (readonly [string, string])[]
  readonly messages: readonly Outgoing[]
}

export interface MoveFormProps {
  readonly file: CaseFile
  readonly onDraft: (draft: Draft) => void
  readonly onCancel: () => void
  /** Why the move is not open any more; somebody else may have acted meanwhile. */
  readonly noLonger: string | null
}
