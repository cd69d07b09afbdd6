import type { CaseFile } from '../../../server/cases/contract.ts'
import { count } from '../../ui/format.ts'
import { useOfficeWords } from '../words.ts'
import { farthest, kmWords, layOut, type Place } from './geometry.ts'
import styles from './timeline.module.css'

const box = { width: 320, height: 150, margin: 34 }
/** Letters near an edge turn inwards. */
const edge = 60

/** Each store once. */
const placesOf = (payments: CaseFile['payments']): Place[] =>
  [...new Map(payments.map((payment) => [payment.storeCode, { code: payment.storeCode, latitude: payment.latitude, longitude: payment.longitude }])).values()]

/** Where the stores lie to each other: dots from coordinates, no map service. */
export function DotMap({ payments }: { payments: CaseFile['payments'] }) {
  const { case: words } = useOfficeWords()
  const places = placesOf(payments)
  const concerned = placesOf(payments.filter((payment) => payment.concerned))
  const far = farthest(concerned) ?? farthest(places)
  if (!far) return <p className={styles.soft}>{words.mapOne(places[0]?.code ?? '')}</p>
  const dots = layOut(places, box)
  const dotOf = (code: string) => dots.find((dot) => dot.place.code === code) ?? { x: 0, y: 0 }
  const [from, to] = [dotOf(far.from.code), dotOf(far.to.code)]
  const distance = words.distance(kmWords(far.km))
  return (
    <figure className={styles.map}>
      <figcaption>
        {words.map} <b>{distance}</b>
      </figcaption>
      <svg viewBox={`0 0 ${String(box.width)} ${String(box.height)}`} role="img" aria-label={words.mapLabel(count(places.length), distance)}>
        <line className={styles.way} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        {dots.map(({ place, x, y }) => (
          <g key={place.code}>
            <circle className={styles.dot} data-concerned={concerned.some((one) => one.code === place.code) || undefined} cx={x} cy={y} r={7} />
            <text className={styles.letters} x={x} y={y < box.height / 2 ? y - 12 : y + 22} textAnchor={x < edge ? 'start' : x > box.width - edge ? 'end' : 'middle'}>
              {place.code}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
