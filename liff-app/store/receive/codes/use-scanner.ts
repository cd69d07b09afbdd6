import { useState } from 'react'
import { hasCamera, type CameraTrouble } from '../../../platform/camera/camera.ts'
import { canScan, scanCode } from '../../../platform/liff.ts'
import { codeIn } from './draft.ts'

export type ScanTrouble = 'not-ours' | CameraTrouble

/** LINE's scanner, or our own camera view where LINE has none: a tablet beside the till. */
export function useScanner(onCode: (code: string) => void) {
  const [scanning, setScanning] = useState(false)
  const [looking, setLooking] = useState(false)
  const [trouble, setTrouble] = useState<ScanTrouble | null>(null)
  const read = (text: string) => {
    setLooking(false)
    const code = codeIn(text)
    setTrouble(code === null ? 'not-ours' : null)
    if (code !== null) onCode(code)
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
  return { possible: canScan() || hasCamera(), scanning, looking, trouble, scan: () => void scan(), stop: () => setLooking(false), read, fail }
}
