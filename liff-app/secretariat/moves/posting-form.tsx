import { useId, useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { day, dayOf, moment } from '../../ui/format.ts'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'

type Method = 'ordinary' | 'recorded' | 'certified'
const methods = ['ordinary', 'recorded', 'certified'] as const

/** 郵送の記録: which letter, when and how. */
export function PostingForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const papers = useDemandPaperWords()
  const words = papers.postingForm
  const language = useLanguage()
  const ids = { letter: useId(), postedOn: useId(), method: useId(), tracking: useId() }
  const open = file.papers.letters.filter((letter) => letter.posted === null)
  const [letterId, setLetterId] = useState(open.length === 1 ? (open[0]?.id ?? null) : null)
  const [postedOn, setPostedOn] = useState(() => dayOf(serverNow()))
  const [method, setMethod] = useState<Method | null>(null)
  const [tracking, setTracking] = useState('')
  const letter = open.find((one) => one.id === letterId)
  const hasNumber = method === 'recorded' || method === 'certified'
  const problems = [
    ...(letter ? [] : [{ field: ids.letter, says: words.chooseLetter }]),
    ...(postedOn ? [] : [{ field: ids.postedOn, says: words.dayMissing }]),
    ...(method ? [] : [{ field: ids.method, says: words.chooseMethod }]),
    ...(hasNumber && tracking.trim() === '' ? [{ field: ids.tracking, says: words.trackingMissing }] : []),
  ]
  const ready = () => {
    if (!letter || !method) return
    const number = hasNumber ? tracking.trim() : ''
    onDraft({
      body: { letterId: letter.id, postedOn, method, tracking: number },
      facts: [
        [words.letter, letter.number],
        [words.postedOn, day(postedOn, language)],
        [words.method, papers.methods[method]],
        ...(number ? [[words.tracking, number] as const] : []),
      ],
      messages: [],
    })
  }
  return (
    <FormFrame sends={false} problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Choice
            id={ids.letter}
            legend={words.letter}
            options={open.map((one) => ({ value: one.id, label: `${one.number} ${papers.block.printed(one.printedBy, moment(one.printedAt, language))}` }))}
            value={letter?.id ?? null}
            onChange={setLetterId}
            error={errorOf(ids.letter)}
          />
          <Field id={ids.postedOn} label={words.postedOn} kind="date" value={postedOn} onChange={setPostedOn} error={errorOf(ids.postedOn)} />
          <Choice<Method> id={ids.method} legend={words.method} options={methods.map((value) => ({ value, label: papers.methods[value] }))} value={method} onChange={setMethod} error={errorOf(ids.method)} />
          {hasNumber ? <Field id={ids.tracking} label={words.tracking} example={words.trackingHint} value={tracking} onChange={setTracking} maxLength={30} verbatim error={errorOf(ids.tracking)} /> : null}
        </>
      )}
    </FormFrame>
  )
}
