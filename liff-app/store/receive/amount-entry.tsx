import type { ReactNode } from 'react'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Keypad } from '../../ui/keypad.tsx'
import { Note } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useTillWords } from '../../words/till.ts'
import { paths } from '../../paths.ts'
import { useMyStore } from '../my-store.tsx'
import { WhyNothingComesIn } from '../why-nothing-comes-in.tsx'
import styles from './receive.module.css'

interface AmountEntryProps {
  readonly title: string
  readonly ask: string
  readonly amount: string
  readonly onChange: (digits: string) => void
  readonly go: string
  readonly going: string | null
  readonly onGo: () => void
  /** What went wrong with this amount. */
  readonly children?: ReactNode
}

/** More digits than any limit allows, so that nobody wonders why a key does nothing. */
const digitsMost = 7

/** How much the store asks for: the first step of 金額QR and of reading a code. */
export function AmountEntry({ title, ask, amount, onChange, go, going, onGo, children }: AmountEntryProps) {
  const words = useTillWords().amount
  const app = useAppWords()
  const { store, stores } = useMyStore()
  return (
    <Screen
      title={title}
      back={paths.store}
      action={
        <Button kind="primary" big busy={going} disabledReason={amount ? null : words.zero} onPress={onGo}>
          {go}
        </Button>
      }
    >
      <WhyNothingComesIn />
      <div>
        {stores.length > 1 ? <p><strong>{store.name}</strong></p> : null}
        <Note>{ask}</Note>
      </div>
      <div className={styles.amount} aria-live="polite">
        <AmountText amount={amount || '0'} size="amount" spoken={app.yen} />
      </div>
      {children}
      <Keypad value={amount} onChange={onChange} most={digitsMost} words={words.keypad} />
    </Screen>
  )
}
