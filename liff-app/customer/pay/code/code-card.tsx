import { useEffect } from 'react'
import { keepAwake } from '../../../platform/keep-awake.ts'
import { Barcode } from '../../../ui/barcode.tsx'
import { CountdownRing } from '../../../ui/countdown-ring.tsx'
import { inFours } from '../../../ui/format.ts'
import { QrCode } from '../../../ui/qr-code.tsx'
import { Note } from '../../../ui/stack.tsx'
import { usePayingWords } from '../../../words/paying.ts'
import styles from './code-card.module.css'

const codeSeconds = 60

/** The code in three spellings: for a camera, for a till's barcode reader, and for somebody who types it. */
export function CodeCard({ digits, until }: { digits: string; until: number }) {
  const words = usePayingWords().code
  useEffect(() => keepAwake(), [])
  return (
    <>
      <p>{words.show}</p>
      <section className={styles.card} aria-label={words.title}>
        <div className={styles.top}>
          <div className={styles.qr}>
            <QrCode text={digits} label={words.qr} />
          </div>
          <CountdownRing until={until} seconds={codeSeconds} words={words.left} />
        </div>
        <p className={styles.digits}>
          <span aria-hidden="true">
            {inFours(digits).split(' ').map((four, place) => (
              <span key={place}>{four}</span>
            ))}
          </span>
          <span className="visually-hidden">{words.digits([...digits].join(' '))}</span>
        </p>
        <Barcode digits={digits} label={words.barcode} />
      </section>
      <Note>{words.bright}</Note>
    </>
  )
}
