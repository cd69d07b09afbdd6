import styles from './barcode.module.css'
import { code128Widths } from './code128.ts'

/** Light modules before and after the bars: readers look for them. */
const quietZone = 10
const height = 30

/** Digits as a barcode (Code 128), as wide as its place. */
export function Barcode({ digits, label }: { digits: string; label: string }) {
  const widths = code128Widths(digits)
  const edges = widths.reduce<number[]>((before, width) => [...before, (before.at(-1) ?? quietZone) + width], [quietZone])
  const bars = widths.flatMap((width, place) => (place % 2 === 0 ? [`M${edges[place] ?? 0} 0h${width}v${height}h-${width}z`] : []))
  return (
    <svg className={styles.barcode} viewBox={`0 0 ${(edges.at(-1) ?? 0) + quietZone} ${height}`} role="img" aria-label={label} preserveAspectRatio="none" shapeRendering="crispEdges">
      <path d={bars.join('')} fill="#000" />
    </svg>
  )
}
