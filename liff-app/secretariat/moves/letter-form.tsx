import { useId, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/stack.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'

const lineMax = 18
const lines = ['1', '2', '3'] as const

/** 郵送用の文書: where it goes. The address is nowhere else. */
export function LetterForm({ onDraft, onCancel, noLonger }: MoveFormProps) {
  const words = useDemandPaperWords().letterForm
  const ids = { postalCode: useId(), line: useId() }
  const [postalCode, setPostalCode] = useState('')
  const [address, setAddress] = useState<readonly string[]>(['', '', ''])
  const written = address.map((line) => line.trim()).filter((line) => line !== '')
  const code = postalCode.normalize('NFKC').trim()
  const problems = [
    ...(/^[0-9]{3}-?[0-9]{4}$/.test(code) ? [] : [{ field: ids.postalCode, says: words.postalMissing }]),
    ...(written.length === 0 ? [{ field: ids.line, says: words.lineMissing }] : []),
  ]
  return (
    <FormFrame
      sends={false}
      problems={problems}
      noLonger={noLonger}
      onCancel={onCancel}
      onReady={() =>
        onDraft({
          body: { postalCode: code, addressLines: written },
          facts: [[words.postalCode, code], ...written.map((line, at) => [words.line(String(at + 1)), line] as const)],
          messages: [],
        })
      }
    >
      {(errorOf) => (
        <>
          <Field id={ids.postalCode} label={words.postalCode} example={words.postalHint} value={postalCode} onChange={setPostalCode} inputMode="numeric" maxLength={8} error={errorOf(ids.postalCode)} />
          {lines.map((number, at) => (
            <Field
              key={number}
              {...(at === 0 ? { id: ids.line, example: words.lineHint, error: errorOf(ids.line) } : {})}
              label={words.line(number)}
              value={address[at] ?? ''}
              onChange={(typed) => setAddress(address.map((line, place) => (place === at ? typed : line)))}
              maxLength={lineMax}
            />
          ))}
          <Note>{words.sealed}</Note>
        </>
      )}
    </FormFrame>
  )
}
