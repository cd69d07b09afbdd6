// mimamori-line-sandbox
import type { ReactNode } from 'react'
import type { Faults, Person } from '../state.ts'
import { useSnapshot, useTownStore } from '../town-context.tsx'

type Weather = { name: string; hint: string; isOn: (faults: Faults) => boolean; turn: (faults: Faults, isOn: boolean) => Faults }

const api = (kind: NonNullable<Faults['api']>['kind']): Pick<Weather, 'isOn' | 'turn'> => ({
  isOn: (faults) => faults.api?.kind === kind,
  turn: (faults, isOn) => ({ ...faults, api: isOn ? { kind } : undefined }),
})
const hook = (field: 'duplicate' | 'shuffle' | 'redeliver'): Pick<Weather, 'isOn' | 'turn'> => ({
  isOn: (faults) => faults.webhook?.[field] === true,
  turn: (faults, isOn) => ({ ...faults, webhook: { ...faults.webhook, [field]: isOn } }),
})

const WEATHER: Weather[] = [
  {
    name: '遅い', hint: 'トークの操作が4秒遅れて届く',
    isOn: (faults) => (faults.webhook?.delayMs ?? 0) > 0,
    turn: (faults, isOn) => ({ ...faults, webhook: { ...faults.webhook, delayMs: isOn ? 4000 : 0 } }),
  },
  { name: '切る', hint: 'LINEにまったくつながらない', isOn: (faults) => faults.down === true, turn: (faults, isOn) => ({ ...faults, down: isOn }) },
  { name: '失敗', hint: 'LINEへの送信が500で失敗する', ...api('500') },
  { name: '429', hint: '送りすぎと断られる', ...api('429') },
  { name: '2回届ける', hint: '同じ操作を2回知らせる', ...hook('duplicate') },
  { name: '順番入れ替え', hint: '操作の順番を入れ替える', ...hook('shuffle') },
]

/** The town's weather: faults that the played LINE makes on request. */
export function WeatherPanel({ customer }: { customer: Person | undefined }): ReactNode {
  const store = useTownStore()
  const { town } = useSnapshot()
  const faults = town?.faults ?? {}
  const isBad = WEATHER.some((one) => one.isOn(faults))
  const set = async (wanted: Faults): Promise<void> => {
    await store.send('/sandbox/faults', undefined, 'DELETE')
    if (WEATHER.some((one) => one.isOn(wanted))) await store.send('/sandbox/faults', wanted)
  }
  return (
    <section className="tool">
      <h2>天気（障害）</h2>
      <div className="weather">
        {WEATHER.map((one) => {
          const isOn = one.isOn(faults)
          return (
            <button key={one.name} type="button" className={isOn ? 'second on bad' : 'second'} aria-pressed={isOn} title={one.hint} onClick={() => void set(one.turn(faults, !isOn))}>
              {one.name}
            </button>
          )
        })}
        {customer?.friend && (
          <button
            type="button" className={customer.blocked ? 'second on bad' : 'second'} aria-pressed={customer.blocked} title={`${customer.name}さんがブロックする`}
            onClick={() => void store.send(`/sandbox/people/${customer.lineUserId}/${customer.blocked ? 'unblock' : 'block'}`)}
          >
            ブロック
          </button>
        )}
      </div>
      {isBad ? (
        <button type="button" className="first wide" onClick={() => void set({})}>晴れにもどす</button>
      ) : (
        <p className="tool-note">いまは晴れ。押すと障害が始まり、もう一度押すと止まります。</p>
      )}
    </section>
  )
}
