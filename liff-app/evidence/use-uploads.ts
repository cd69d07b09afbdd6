import { useRef, useState } from 'react'
import type { FileSeen } from '../../server/cases/evidence/contract.ts'
import { smallerPicture } from '../platform/smaller-picture.ts'
import { upload } from '../upload.ts'

/** One file on its way, or one that did not arrive. */
export interface Uploading {
  readonly key: number
  readonly name: string
  readonly share: number
  readonly problem: unknown
}

/** As the server counts it. */
const fileMax = 10 * 1024 * 1024

/** Sends files one by one; whoever has a weak signal sees each of them move. */
export function useUploads(path: string, onTaken: (file: FileSeen) => void) {
  const [waiting, setWaiting] = useState<readonly Uploading[]>([])
  const next = useRef(0)
  const change = (key: number, changed: Partial<Uploading>) => setWaiting((before) => before.map((one) => (one.key === key ? { ...one, ...changed } : one)))
  const dismiss = (key: number) => setWaiting((before) => before.filter((one) => one.key !== key))
  const sendOne = async (key: number, file: File) => {
    const small = await smallerPicture(file)
    if (small.size > fileMax) {
      change(key, { problem: 'too-large' })
      return
    }
    try {
      const taken = await upload<FileSeen>(path, small, (share) => change(key, { share }))
      dismiss(key)
      onTaken(taken)
    } catch (problem) {
      change(key, { problem })
    }
  }
  const send = (files: readonly File[]) => {
    const keyed = files.map((file) => ({ key: (next.current += 1), file }))
    setWaiting((before) => [...before.filter(({ problem }) => problem === null), ...keyed.map(({ key, file }) => ({ key, name: file.name, share: 0, problem: null }))])
    void keyed.reduce<Promise<void>>((before, { key, file }) => before.then(() => sendOne(key, file)), Promise.resolve())
  }
  return { waiting, send, dismiss }
}
