import { useId, useState } from 'react'
import type { OfficerSeen } from '../../../server/secretariat/officers/contract.ts'
import { Field } from '../../ui/field.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { SaveSheet, type SaveSheetProps } from './save-sheet.tsx'

type Props = Pick<SaveSheetProps, 'onClose' | 'onSaved'> & { readonly officer: OfficerSeen }

/** The roster's entry of one officer, which chiefs keep. */
export function DetailsSheet({ officer, ...props }: Props) {
  const { staff: words } = useCaseCoreWords()
  const ids = { order: useId(), mail: useId() }
  const [order, setOrder] = useState(String(officer.dutyOrder))
  const [mail, setMail] = useState(officer.mail ?? '')
  const [trainedOn, setTrainedOn] = useState(officer.trainedOn ?? '')
  const dutyOrder = /^[1-9][0-9]{0,2}$/.test(order.normalize('NFKC').trim()) ? Number(order.normalize('NFKC')) : null
  const address = mail.trim()
  const problems = [
    ...(dutyOrder === null ? [{ field: ids.order, says: words.orderWrong }] : []),
    ...(address !== '' && !/^\S+@\S+\.\S+$/.test(address) ? [{ field: ids.mail, says: words.mailWrong }] : []),
  ]
  return (
    <SaveSheet
      {...props}
      officerId={officer.id}
      what="details"
      title={words.detailsTitle(officer.name)}
      problems={problems}
      body={{ dutyOrder, mail: address === '' ? null : address, trainedOn: trainedOn === '' ? null : trainedOn }}
    >
      {(errorOf) => (
        <>
          <Field id={ids.order} label={words.order} example={words.orderHint} value={order} onChange={setOrder} inputMode="numeric" maxLength={3} error={errorOf(ids.order)} />
          <Field id={ids.mail} label={words.mail} why={words.mailWhy} value={mail} onChange={setMail} maxLength={254} verbatim autoComplete="off" error={errorOf(ids.mail)} />
          <Field kind="date" label={words.trainedOn} value={trainedOn} onChange={setTrainedOn} />
        </>
      )}
    </SaveSheet>
  )
}
