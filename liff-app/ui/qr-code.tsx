import { encode } from 'uqr'
import styles from './qr-code.module.css'

/** Light modules around the code: scanners look for them. */
const quietZone = 4

/** A QR code as large as its place, black on white also where everything else is dark. `data-code-text` is what a camera would read: the practice town has none. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges" data-code-text={text}>
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  )
}
