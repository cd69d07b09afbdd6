import { ScanLine } from 'lucide-react'
import { useState } from 'react'
import { paths } from '../../../paths.ts'
import { canScan, scanCode } from '../../../platform/liff.ts'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { onlyDigits } from '../../../ui/digits.ts'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { Field } from '../../../ui/field.tsx'
import { inFours, yen } from '../../../ui/format.ts'
import { useAppWords } from '../../../words/app.ts'
import { useTillWords } from '../../../words/till.ts'
import styles from '../receive.module.css'
import { codeIn, cut, isWhole } from './draft.ts'
import { RefusedCode, useWait } from './refused-code.tsx'

interface ReadCodeProps {
  readonly amount: string
  readonly charging: boolean
  /** What the server said to the last code. */
  readonly refusal: Error | null
  readonly onCode: (code: string) => void
  readonly onMend: () => void
}

type Trouble = 'not-ours' | 'refused' | 'unavailable'

/** The customer's one-time code, by camera or typed. */
export function ReadCode({ amount, charging, refusal, onCode, onMend }: ReadCodeProps) {
  const words = useTillWords()
  const app = useAppWords()
  const [digits, setDigits] = useState('')
  const [tried, setTried] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const wait = useWait(refusal)
  const charge = (code: string) => {
    setTrouble(null)
    setDigits('')
    setTried(false)
    onCode(code)
  }
  const submit = () => {
    if (charging || wait) return
    if (isWhole(digits)) charge(digits)
    else setTried(true)
  }
  const camera = canScan() && !digits
  return (
    <Screen
      title={words.code.readTitle}
      back={paths.store}
      action={
        camera ? (
          <Camera charging={charging} wait={wait} onCode={charge} onTrouble={setTrouble} />
        ) : (
          <Button kind="primary" big busy={charging ? words.code.charging : null} disabledReason={wait} onPress={submit}>
            {words.code.charge(yen(amount))}
          </Button>
        )
      }
    >
      <div className={styles.amount}>
        <AmountText amount={amount} size="amount" spoken={app.yen} />
      </div>
      {refusal && !trouble ? <RefusedCode problem={refusal} /> : null}
      {trouble ? <CameraTrouble trouble={trouble} /> : null}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field
          label={words.code.label}
          example={words.code.example}
          value={inFours(digits)}
          onChange={(typed) => setDigits(cut(onlyDigits(typed)))}
          inputMode="numeric"
          autoComplete="off"
          error={tried && !isWhole(digits) ? words.code.missing : null}
        />
      </form>
      <Button onPress={onMend}>{words.amount.mend}</Button>
    </Screen>
  )
}

function Camera({ charging, wait, onCode, onTrouble }: { charging: boolean; wait: string | null; onCode: (code: string) => void; onTrouble: (trouble: Trouble | null) => void }) {
  const words = useTillWords().code
  const [scanning, setScanning] = useState(false)
  const scan = async () => {
    setScanning(true)
    const scanned = await scanCode()
    setScanning(false)
    if (scanned.kind !== 'code') return onTrouble(scanned.kind === 'cancelled' ? null : scanned.kind)
    const code = codeIn(scanned.text)
    if (code === null) onTrouble('not-ours')
    else onCode(code)
  }
  return (
    <Button kind="primary" big icon={<ScanLine aria-hidden="true" size={28} />} busy={charging ? words.charging : scanning ? words.scanning : null} disabledReason={wait} onPress={() => void scan()}>
      {words.scan}
    </Button>
  )
}

function CameraTrouble({ trouble }: { trouble: Trouble }) {
  const words = useTillWords().code
  const { money } = useAppWords()
  if (trouble === 'not-ours') return <ErrorPanel what={words.notOurs} money={money.notMoved} next={words.notOursNext} />
  return <ErrorPanel what={trouble === 'refused' ? words.refusedCamera : words.noCamera} next={words.typeInstead} tone="attention" />
}
