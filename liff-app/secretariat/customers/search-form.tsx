import { useId, useState, type SubmitEvent } from 'react'
import type { z } from 'zod'
import type { customerSearch } from '../../../server/cases/customer/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/stack.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { Block } from '../frame/columns.tsx'
import { useOfficePageWords } from '../page-words.ts'
import type { Purpose } from '../record/queries.ts'
import { codeOf } from '../typed-code.ts'
import styles from './customers.module.css'

type By = 'code' | 'phone' | 'name'

interface SearchFormProps {
  readonly code: string
  readonly busy: boolean
  readonly onCode: (code: string) => void
  readonly onSearch: (asked: z.infer<typeof customerSearch>) => void
}

const purposes: readonly Purpose[] = ['fact-check', 'contact', 'repayment', 'disclosure']

/** One field; what is asked besides depends on how somebody is looked for. */
export function SearchForm({ code, busy, onCode, onSearch }: SearchFormProps) {
  const { customers: words } = useOfficePageWords()
  const { customer: purposeWords } = useCaseCoreWords()
  const isAuditor = useOfficer().officerRole === 'auditor'
  const ids = { words: useId(), reason: useId() }
  const [by, setBy] = useState<By>('code')
  const [typed, setTyped] = useState(code)
  const [reason, setReason] = useState<Purpose | null>(null)
  const [tried, setTried] = useState(false)
  const plain = typed.normalize('NFKC').trim()
  const wrong = by === 'code' ? plain === '' : by === 'phone' ? !/^[0-9]{4}$/.test(plain) : [...plain.replace(/\s/g, '')].length < 2
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (by === 'code' && !wrong) return onCode(codeOf(typed))
    if (by !== 'code' && !wrong && reason !== null) return onSearch({ by, words: plain, reason })
    setTried(true)
    document.getElementById(wrong ? ids.words : ids.reason)?.focus()
  }
  return (
    <Block title={words.find}>
      <form className={styles.form} onSubmit={submit}>
        {isAuditor ? (
          <Note>{words.auditor}</Note>
        ) : (
          <Choice
            legend={words.by}
            value={by}
            onChange={(value) => {
              setBy(value)
              setTyped('')
              setTried(false)
            }}
            options={(['code', 'phone', 'name'] as const).map((value) => ({ value, label: words.bys[value] }))}
          />
        )}
        <Field
          id={ids.words}
          label={words[by]}
          example={by === 'code' ? words.codeHint : by === 'phone' ? words.phoneHint : words.nameHint}
          value={typed}
          onChange={setTyped}
          maxLength={60}
          verbatim
          autoComplete="off"
          {...(by === 'phone' ? { inputMode: 'numeric' as const } : {})}
          error={tried && wrong ? words.missing[by] : null}
        />
        {by === 'code' ? null : (
          <>
            <Choice
              id={ids.reason}
              legend={words.reason}
              value={reason}
              onChange={setReason}
              options={purposes.map((value) => ({ value, label: purposeWords.purposes[value] }))}
              error={tried && reason === null ? words.missing.reason : null}
            />
            <Note>{words.reasonNote}</Note>
          </>
        )}
        <Button kind="primary" submit busy={busy ? words.searching : null}>
          {words.search}
        </Button>
      </form>
    </Block>
  )
}
