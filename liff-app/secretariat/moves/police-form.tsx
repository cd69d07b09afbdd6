import { useId, useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Field } from '../../ui/field.tsx'
import { day, dayOf } from '../../ui/format.ts'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'

/** 警察へ相談: where and when. */
export function PoliceForm({ onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: office } = useOfficeWords()
  const words = useDemandPaperWords().policeForm
  const language = useLanguage()
  const ids = { station: useId(), reportedOn: useId() }
  const [station, setStation] = useState('')
  const [receiptNumber, setReceiptNumber] = useState('')
  const [reportedOn, setReportedOn] = useState(() => dayOf(serverNow()))
  const problems = [
    ...(station.trim() === '' ? [{ field: ids.station, says: words.stationMissing }] : []),
    ...(reportedOn ? [] : [{ field: ids.reportedOn, says: office.demandForm.dueMissing }]),
  ]
  return (
    <FormFrame
      sends={false}
      problems={problems}
      noLonger={noLonger}
      onCancel={onCancel}
      onReady={() =>
        onDraft({
          body: { station: station.trim(), receiptNumber: receiptNumber.trim(), reportedOn },
          facts: [
            [words.station, station.trim()],
            [words.reportedOn, day(reportedOn, language)],
            ...(receiptNumber.trim() ? [[words.receiptNumber, receiptNumber.trim()] as const] : []),
          ],
          messages: [],
        })
      }
    >
      {(errorOf) => (
        <>
          <Field id={ids.station} label={words.station} example={words.stationHint} value={station} onChange={setStation} maxLength={60} error={errorOf(ids.station)} />
          <Field label={words.receiptNumber} value={receiptNumber} onChange={setReceiptNumber} maxLength={40} verbatim />
          <Field id={ids.reportedOn} label={words.reportedOn} kind="date" value={reportedOn} onChange={setReportedOn} error={errorOf(ids.reportedOn)} />
        </>
      )}
    </FormFrame>
  )
}
