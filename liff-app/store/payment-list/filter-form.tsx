import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { onlyDigits } from '../../ui/digits.ts'
import { Field } from '../../ui/field.tsx'
import { Pick } from '../../ui/pick.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useStorePaymentWords } from '../../words/store-payment.ts'
import { useStoreWords } from '../../words/store.ts'
import { useStaff } from '../../session.tsx'
import { useMyStore } from '../my-store.tsx'
import { useColleagues } from '../queries.ts'
import { matchLength, mistakeIn, type useFilter } from './filter.ts'
import styles from './payment-list.module.css'

const amountDigits = 7

/** 照合番号 first, because that is what somebody at the counter says; the rest when it is wanted. */
export function FilterForm({ filter, isOpen, change }: ReturnType<typeof useFilter>) {
  const words = useStoreWords().payments
  const { states } = useStorePaymentWords()
  const [opened, setOpened] = useState(isOpen)
  const mistake = mistakeIn(filter)
  return (
    <Stack gap={3}>
      <Field
        label={words.match}
        example={words.matchExample}
        value={filter.match}
        onChange={(typed) => change({ match: onlyDigits(typed).slice(0, matchLength) })}
        inputMode="numeric"
        autoComplete="off"
      />
      <div className={styles.toggle}>
        <Button icon={<SlidersHorizontal size={20} aria-hidden="true" />} pressed={opened} onPress={() => setOpened(!opened)}>
          {words.more}
        </Button>
      </div>
      <div className={styles.more} data-closed={!opened || undefined}>
        <Stack gap={3}>
          <Field label={words.from} kind="date" value={filter.from} onChange={(from) => change({ from })} />
          <Field label={words.to} kind="date" value={filter.to} onChange={(to) => change({ to })} error={mistake && words.mistakes[mistake]} />
          <Pick
            label={words.state}
            value={filter.state}
            options={[{ value: '', label: words.all }, ...(['paid', 'voided', 'partly_refunded', 'refunded'] as const).map((state) => ({ value: state, label: states[state] }))]}
            onChange={(state) => change({ state })}
          />
          <Staff chosen={filter.staff} onChoose={(staff) => change({ staff })} />
          <Field label={words.amount} example={words.amountExample} value={filter.amount} onChange={(typed) => change({ amount: onlyDigits(typed).slice(0, amountDigits) })} inputMode="numeric" autoComplete="off" />
        </Stack>
      </div>
    </Stack>
  )
}

/** Managers look for what one of their people asked for. */
function Staff({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }) {
  const words = useStoreWords().payments
  const { staffRole } = useStaff()
  const { store } = useMyStore()
  const colleagues = useColleagues(store.id, staffRole !== 'clerk').data?.items ?? []
  if (colleagues.length < 2) return null
  return <Pick label={words.staff} value={chosen} options={[{ value: '', label: words.all }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} onChange={onChoose} />
}
