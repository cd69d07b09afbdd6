import { ScanLine } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { hasCamera, type CameraTrouble } from '../../../platform/camera/camera.ts'
import { isInClient, liffId, scanCode } from '../../../platform/liff.ts'
import { Screen } from '../../../screen.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Card, Pair } from '../../../ui/stack.tsx'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import { beginningOf, targetIn } from '../target.ts'

const CameraView = lazy(() => import('../../../ui/camera-view.tsx').then((found) => ({ default: found.CameraView })))

type Trouble = 'not-ours' | CameraTrouble

/** LINE's scanner, or our own camera view; without a camera, the number below the QR code or the list of stores. */
export function ScanScreen() {
  const words = usePayingWords().scan
  const { scan, stop, scanning, looking, read, fail, trouble } = useScanner()
  return (
    <Screen
      title={words.title}
      back={paths.home}
      action={
        looking ? (
          <Button big onPress={stop}>
            {words.stop}
          </Button>
        ) : (
          <Button kind="primary" big icon={<ScanLine aria-hidden="true" size={28} />} busy={scanning ? words.scanning : null} onPress={scan}>
            {trouble === 'not-ours' ? words.again : words.scan}
          </Button>
        )
      }
    >
      {trouble ? <ScanTrouble trouble={trouble} /> : <p>{words.intro}</p>}
      {looking ? (
        <Suspense fallback={<Skeleton label={words.scanning} tall rows={1} />}>
          <CameraView words={words} onRead={read} onTrouble={fail} />
        </Suspense>
      ) : null}
      <Card>
        <h2>{words.noCamera}</h2>
        <Pair>
          <ButtonLink to={paths.payByNumber}>{words.typeNumber}</ButtonLink>
          <ButtonLink to={paths.findStore}>{words.findStore}</ButtonLink>
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
  const [looking, setLooking] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const opened = useRef(false)
  const read = (text: string) => {
    setLooking(false)
    const target = targetIn(text, { liffId: liffId(), origin: location.origin })
    if (target) void navigate(beginningOf(target))
    else setTrouble('not-ours')
  }
  const fail = (found: CameraTrouble) => {
    setLooking(false)
    setTrouble(found)
  }
  const scan = async () => {
    setTrouble(null)
    setScanning(true)
    const scanned = await scanCode()
    setScanning(false)
    if (scanned.kind === 'code') read(scanned.text)
    else if (scanned.kind === 'unavailable' && hasCamera()) setLooking(true)
    else if (scanned.kind !== 'cancelled') setTrouble(scanned.kind)
  }
  useEffect(() => {
    if (opened.current || here.state === 'scanned' || !isInClient()) return
    opened.current = true
    void Promise.resolve(navigate(here.pathname, { replace: true, state: 'scanned' })).then(scan)
  })
  return { scan: () => void scan(), stop: () => setLooking(false), scanning, looking, read, fail, trouble }
}
