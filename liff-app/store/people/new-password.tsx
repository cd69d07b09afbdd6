import { useId, useState } from 'react'
import { brokenRules, passwordRules } from '../../../server/core/password-rules.ts'
import { Badge } from '../../ui/badge.tsx'
import { CheckField, Field } from '../../ui/field.tsx'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useStorePeopleWords } from '../../words/store-people.ts'

export interface NewPassword {
  readonly first: string
  readonly second: string
}

/** Why it cannot be sent yet: the field to go to, and what to say beside it. */
export interface PasswordMistake {
  readonly field: 'first' | 'second'
  readonly says: string
}

export function mistakeIn({ first, second }: NewPassword, loginId: string, words: { readonly weak: string; readonly notSame: string }): PasswordMistake | null {
  if (brokenRules(first, loginId).length > 0) return { field: 'first', says: words.weak }
  return first === second ? null : { field: 'second', says: words.notSame }
}

interface Props {
  readonly typed: NewPassword
  readonly onChange: (typed: NewPassword) => void
  readonly loginId: string
  readonly mistake: PasswordMistake | null
  readonly ids: { readonly first: string; readonly second: string }
}

/** A new password twice, with the rules ticked off while it is typed. Each tick is a mark and a word. */
export function NewPasswordFields({ typed, onChange, loginId, mistake, ids }: Props) {
  const { password: words } = useStorePeopleWords()
  const [shown, setShown] = useState(false)
  const rulesId = useId()
  const broken = new Set(brokenRules(typed.first, loginId))
  const kind = shown ? 'text' : 'password'
  return (
    <>
      <Field id={ids.first} label={words.first} kind={kind} value={typed.first} onChange={(first) => onChange({ ...typed, first })} autoComplete="new-password" maxLength={128} verbatim error={mistake?.field === 'first' ? mistake.says : null} />
      <div id={rulesId} aria-live="polite">
        <ListRows label={words.rules}>
          {passwordRules.map((rule) => (
            <ListRow key={rule} main={words.rule[rule]} right={<Badge tone={broken.has(rule) ? 'quiet' : 'ok'}>{words.ruleState[broken.has(rule) ? 'broken' : 'kept']}</Badge>} />
          ))}
        </ListRows>
      </div>
      <Field id={ids.second} label={words.second} kind={kind} value={typed.second} onChange={(second) => onChange({ ...typed, second })} autoComplete="new-password" maxLength={128} verbatim error={mistake?.field === 'second' ? mistake.says : null} />
      <CheckField checked={shown} onChange={setShown}>
        {words.show}
      </CheckField>
    </>
  )
}
