import { useId, useState } from 'react'
import type { OrderKind } from '../../../server/fraud/settings/contract.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Pick } from '../../ui/pick.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useSend } from './queries.ts'
import { useRuleWords } from './words.ts'

const subjectKinds = ['customer', 'store', 'pair', 'device', 'ip'] as const
type SubjectKind = (typeof subjectKinds)[number]
const most: Readonly<Record<OrderKind, number>> = { snooze: 30, allow: 366, watch: 366 }

const nothing = { code: '', storeCode: '', days: '7', reason: '' }

/** Orders something about one subject: quiet for a while, allowed, or watched more closely. `rule` null: every rule. */
export function OrderForm({ rule }: { rule: string | null }) {
  const words = useRuleWords()
  const { order } = words
  const ids = { code: useId(), storeCode: useId(), days: useId(), reason: useId() }
  const [kind, setKind] = useState<OrderKind>('snooze')
  const [subjectKind, setSubjectKind] = useState<SubjectKind>('customer')
  const [written, setWritten] = useState(nothing)
  const [tried, setTried] = useState(false)
  const sending = useSend<{ approval: object | null }>('/rule-orders')
  const days = Number(written.days.normalize('NFKC'))
  // Watched are customers, stores and things: of a pair, the customer is.
  const kinds: readonly SubjectKind[] = kind === 'watch' ? subjectKinds.filter((one) => one !== 'pair') : subjectKinds
  const about = kinds.includes(subjectKind) ? subjectKind : 'customer'
  const isPair = about === 'pair'
  const missing = { code: written.code.trim() === '', storeCode: isPair && written.storeCode.trim() === '', days: !Number.isInteger(days) || days < 1 || days > most[kind], reason: written.reason.trim() === '' }
  const write = (key: keyof typeof written) => (value: string) => setWritten({ ...written, [key]: value })
  const submit = () => {
    const first = (['code', 'storeCode', 'days', 'reason'] as const).find((key) => missing[key])
    setTried(first !== undefined)
    if (first) return document.getElementById(ids[first])?.focus()
    const subject = { kind: about, code: written.code.trim(), ...(isPair ? { storeCode: written.storeCode.trim() } : {}) }
    const body = { kind, rule: kind === 'watch' ? null : rule, subject, reason: written.reason.trim(), days }
    return sending.mutate(body, { onSuccess: () => setWritten(nothing) })
  }
  return (
    <Stack gap={3}>
      <Choice
        long
        legend={order.kind}
        value={kind}
        onChange={setKind}
        options={(rule === null ? (['snooze', 'allow', 'watch'] as const) : (['snooze', 'allow'] as const)).map((value) => ({ value, label: order.kinds[value] }))}
      />
      <Note>{order.notes[kind]}</Note>
      <Pick label={order.subjectKind} value={about} onChange={setSubjectKind} options={kinds.map((value) => ({ value, label: order.subjectKinds[value] }))} />
      <Field id={ids.code} label={isPair ? order.customerCode : order.code} verbatim value={written.code} onChange={write('code')} maxLength={100} error={tried && missing.code ? order.codeMissing : null} />
      {isPair ? <Field id={ids.storeCode} label={order.storeCode} verbatim value={written.storeCode} onChange={write('storeCode')} maxLength={100} error={tried && missing.storeCode ? order.codeMissing : null} /> : null}
      <Field id={ids.days} label={order.days} inputMode="numeric" value={written.days} onChange={write('days')} maxLength={3} error={tried && missing.days ? order.daysWrong(String(most[kind])) : null} />
      <Field id={ids.reason} label={words.reason} value={written.reason} onChange={write('reason')} maxLength={500} error={tried && missing.reason ? words.reasonMissing : null} />
      {sending.error ? <Problem problem={sending.error} /> : null}
      {sending.isSuccess ? <Banner tone="ok">{sending.data.approval ? order.proposed : order.made}</Banner> : null}
      <Button busy={sending.isPending ? words.sending : null} onPress={submit}>
        {order.make}
      </Button>
    </Stack>
  )
}
