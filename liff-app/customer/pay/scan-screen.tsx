import { ScanLine } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { isInClient, liffId, scanCode } from '../../platform/liff.ts'
import { Screen } from '../../screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Card, Pair } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { usePayingWords } from '../../words/paying.ts'
import { amountPath, targetIn } from './target.ts'

type Trouble = 'not-ours' | 'refused' | 'unavailable'

/** LINE's scanner; without a camera, the number below the QR code or the list of stores. */
export function ScanScreen() {
  const words = usePayingWords().scan
  const { scan, scanning, trouble } = useScanner()
  return (
    <Screen
      title={words.title}
      back={paths.home}
      action={
        <Button kind="primary" big icon={<ScanLine aria-hidden="true" size={28} />} busy={scanning ? words.scanning : null} onPress={scan}>
          {trouble === 'not-ours' ? words.again : words.scan}
        </Button>
      }
    >
      {trouble ? <ScanTrouble trouble={trouble} /> : <p>{words.intro}</p>}
      <Card>
        <h2>{words.noCamera}</h2>
        <Pair>
          <ButtonLink to={paths.payByNumber}>{words.typeNumber}</ButtonLink>
          <ButtonLink to={`${paths.payByNumber}#search`}>{words.findStore}</ButtonLink>
        </Pair>
      </Card>
    </Screen>
  )
}

function ScanTrouble({ trouble }: { trouble: Trouble }) {
  const words = usePayingWords().scan
  const { money } = useAppWords()
  if (trouble === 'not-ours') return <ErrorPanel what={words.notOurs} money={money.notMoved} next={words.notOursNext} />
  return (
    <ErrorPanel what={trouble === 'refused' ? words.refused : words.unavailable} next={words.refusedNext} tone="attention">
      <ButtonLink to={paths.payByNumber}>{words.typeNumber}</ButtonLink>
    </ErrorPanel>
  )
}

/** In LINE the scanner opens by itself the first time; coming back to this page does not open it again. */
function useScanner() {
  const navigate = useNavigate()
  const here = useLocation()
  const [scanning, setScanning] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const opened = useRef(false)
  const scan = async () => {
    setScanning(true)
    const scanned = await scanCode()
    setScanning(false)
    if (scanned.kind !== 'code') return setTrouble(scanned.kind === 'cancelled' ? null : scanned.kind)
    const target = targetIn(scanned.text, { liffId: liffId(), origin: location.origin })
    if (!target) return setTrouble('not-ours')
    await navigate(amountPath(target))
  }
  useEffect(() => {
    if (opened.current || here.state === 'scanned' || !isInClient()) return
    opened.current = true
    void Promise.resolve(navigate(here.pathname, { replace: true, state: 'scanned' })).then(scan)
  })
  return { scan: () => void scan(), scanning, trouble }
}
