import type { CaseFile } from '../../../server/cases/contract.ts'
import { count, dayOf, shortDay, time, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { spread } from '../timeline/geometry.ts'
import { useOfficeWords } from '../words.ts'
import styles from './alerts.module.css'

type Payment = CaseFile['payments'][number]
const box = { width: 320, height: 96, base: 78, top: 8 }
const barWidth = 7
const colours = 6

/** An alert's payments on a line of time: a bar for each, as high as its amount, in the colour of its store. */
export function PaymentPicture({ payments }: { payments: readonly Payment[] }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  const shown = [...payments].sort((a, b) => a.paidAt.localeCompare(b.paidAt))
  const [first] = shown
  const last = shown.at(-1)
  if (!first || !last || shown.length < 2) return null
  const stores = [...new Map(shown.map(({ storeCode, storeName }) => [storeCode, storeName])).entries()]
  const xs = spread(shown.map(({ paidAt }) => Date.parse(paidAt)), { from: 6, to: box.width - 6 - barWidth, gap: barWidth + 2 })
  const most = Math.max(...shown.map(({ amount }) => Number(amount)), 1)
  const sameDay = dayOf(first.paidAt) === dayOf(last.paidAt)
  const place = (storeCode: string) => stores.findIndex(([code]) => code === storeCode) % colours
  const edges = sameDay ? [time(first.paidAt), time(last.paidAt)] : [shortDay(dayOf(first.paidAt), language), shortDay(dayOf(last.paidAt), language)]
  const span = sameDay ? words.pictureDay(shortDay(dayOf(first.paidAt), language), time(first.paidAt), time(last.paidAt)) : words.pictureDays(edges[0] ?? '', edges[1] ?? '')
  return (
    <figure className={styles.picture}>
      <svg viewBox={`0 0 ${String(box.width)} ${String(box.height)}`} role="img" aria-label={words.picture(count(shown.length), count(stores.length), span)}>
        <line className={styles.axis} x1={0} y1={box.base} x2={box.width} y2={box.base} />
        {shown.map((payment, index) => {
          const height = Math.max(3, (Number(payment.amount) / most) * (box.base - box.top))
          return (
            <rect key={payment.id} className={styles.amount} data-place={place(payment.storeCode)} data-voided={payment.state === 'voided' || undefined} x={xs[index] ?? 0} y={box.base - height} width={barWidth} height={height}>
              <title>{`${time(payment.paidAt)} ${payment.storeCode} ${yen(payment.amount)}`}</title>
            </rect>
          )
        })}
        <text className={styles.edge} x={2} y={box.height - 4}>
          {edges[0]}
        </text>
        <text className={styles.edge} x={box.width - 2} y={box.height - 4} textAnchor="end">
          {edges[1]}
        </text>
      </svg>
      <ul className={styles.legend}>
        {stores.map(([code, name]) => (
          <li key={code}>
            <span className={styles.swatch} data-place={place(code)} aria-hidden="true" />
            {code} {name}
          </li>
        ))}
      </ul>
    </figure>
  )
}
