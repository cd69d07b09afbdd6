import { ScanLine } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { onlyDigits } from '../../../ui/digits.ts'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { Field } from '../../../ui/field.tsx'
import { inFours, yen } from '../../../ui/format.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useAppWords } from '../../../words/app.ts'
import { useTillWords } from '../../../words/till.ts'
import styles from '../receive.module.css'
import { cut, isWhole } from './draft.ts'
import { RefusedCode, useWait } from './refused-code.tsx'
import { useScanner, type ScanTrouble } from './use-scanner.ts'

const CameraView = lazy(() => import('../../../ui/camera-view.tsx').then((found) => ({ default: found.CameraView })))

interface ReadCodeProps {
  readonly amount: string
  readonly charging: boolean
  /** What the server said to the last code. */
  readonly refusal: Error | null
  readonly onCode: (code: string) => void
  readonly onMend: () => void
}

/** The customer's one-time code, by camera or typed. */
export function ReadCode({ amount, charging, refusal, onCode, onMend }: ReadCodeProps) {
  const words = useTillWords()
  const app = useAppWords()
  const [digits, setDigits] = useState('')
  const [tried, setTried] = useState(false)
  const wait = useWait(refusal)
  const charge = (code: string) => {
    setDigits('')
    setTried(false)
    onCode(code)
  }
  const scanner = useScanner(charge)
  const { trouble, looking } = scanner
  const submit = () => {
    if (charging || wait) return
    if (isWhole(digits)) charge(digits)
    else setTried(true)
  }
  return (
    <Screen
      title={words.code.readTitle}
      back={paths.store}
      action={
        digits || !scanner.possible ? (
          <Button kind="primary" big busy={charging ? words.code.charging : null} disabledReason={wait} onPress={submit}>
            {words.code.charge(yen(amount))}
          </Button>
        ) : looking ? (
          <Button big onPress={scanner.stop}>
            {words.code.stop}
          </Button>
        ) : (
          <Button
            kind="primary"
            big
            icon={<ScanLine aria-hidden="true" size={28} />}
            busy={charging ? words.code.charging : scanner.scanning ? words.code.scanning : null}
            disabledReason={wait}
            onPress={scanner.scan}
          >
            {words.code.scan}
          </Button>
        )
      }
    >
      <div className={styles.amount}>
        <AmountText amount={amount} size="amount" spoken={app.yen} />
      </div>
      {refusal && !trouble ? <RefusedCode problem={refusal} /> : null}
      {trouble ? <CameraTrouble trouble={trouble} /> : null}
      {looking && !charging ? (
        <Suspense fallback={<Skeleton label={words.code.scanning} tall rows={1} />}>
          <CameraView words={words.code} onRead={scanner.read} onTrouble={scanner.fail} />
        </Suspense>
      ) : null}
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

function CameraTrouble({ trouble }: { trouble: ScanTrouble }) {
  const words = useTillWords().code
  const { money } = useAppWords()
  if (trouble === 'not-ours') return <ErrorPanel what={words.notOurs} money={money.notMoved} next={words.notOursNext} />
  return <ErrorPanel what={trouble === 'refused' ? words.refusedCamera : words.noCamera} next={words.typeInstead} tone="attention" />
}
