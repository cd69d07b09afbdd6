// mimamori-line-sandbox
import { X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Phone } from './phone/phone.tsx'
import { Roof } from './roof.tsx'
import { ScenarioBar } from './scenario-bar.tsx'
import { SLOT_NAME } from './state.ts'
import { EventLog } from './tools/event-log.tsx'
import { Machines } from './tools/machines.tsx'
import { TownClock } from './tools/town-clock.tsx'
import { WeatherPanel } from './tools/weather.tsx'
import { useSnapshot } from './town-context.tsx'
import { usePhones, type Phones } from './use-phones.ts'
import { useScenario } from './use-scenario.ts'

/** 練習用のまち: the phones of customer, store and secretariat side by side, with the real product inside. */
export function Town(): ReactNode {
  const { town, isConnected } = useSnapshot()
  const view = useScenario()
  const stepName = view.scenario ? `${view.scenario.id}:${String(view.number)}` : ''
  const phones = usePhones(town?.people ?? [], view.step, stepName)
  const [isToolsOpen, setIsToolsOpen] = useState(() => window.matchMedia('(min-width: 1200px)').matches)
  return (
    <div className={`town ${phones.hasSecondOfficer ? 'with-four' : ''} ${isToolsOpen ? 'with-tools' : ''}`}>
      <header className="town-head">
        <div className="ribbon">
          <h1><Roof />練習用のまち</h1>
          <p>練習用です。本物のLINEには送信されません。お金も動きません。</p>
        </div>
        <div className="town-bar">
          <TownClock />
          <button type="button" className={phones.hasSecondOfficer ? 'second on' : 'second'} aria-pressed={phones.hasSecondOfficer} onClick={() => phones.setSecondOfficer(!phones.hasSecondOfficer)}>
            もう一人<span className="wide-only">の職員</span>
          </button>
          <button type="button" className={isToolsOpen ? 'second on' : 'second'} aria-expanded={isToolsOpen} onClick={() => setIsToolsOpen(!isToolsOpen)}>
            道具
          </button>
        </div>
        <ScenarioBar view={view} />
        {town && !isConnected && <p className="lost" role="alert">まちのLINE役（サンドボックス）につながりません。動いているか確かめてください。つながると自動で続きます。</p>}
      </header>
      <PhoneTabs phones={phones} />
      <main className="street">
        <div className="phones">
          {town ? phones.slots.map((slot) => (
            <Phone
              key={slot} slot={slot} people={phones.choices(slot)} person={phones.holder(slot)}
              onPerson={(key) => phones.give(slot, key)} rank={phones.rank(slot)}
              isShown={isOnPage(phones.rank(slot))} isLit={phones.lit === slot}
              onClose={slot === 'second-officer' ? () => phones.setSecondOfficer(false) : undefined}
            />
          )) : <p className="nobody">{isConnected ? 'まちを開いています…' : 'まちを開いています。LINE役（サンドボックス）を待っています…'}</p>}
        </div>
        {isToolsOpen && (
          <aside className="tools" aria-label="道具">
            <button type="button" className="plain tools-close" onClick={() => setIsToolsOpen(false)} aria-label="道具を閉じる"><X aria-hidden /></button>
            <WeatherPanel customer={phones.holder('customer')} />
            <Machines />
          </aside>
        )}
      </main>
      <EventLog />
    </div>
  )
}

function PhoneTabs({ phones }: { phones: Phones }): ReactNode {
  return (
    <nav className="phone-tabs" aria-label="スマートフォンの切り替え">
      {phones.slots.map((slot) => {
        const unread = phones.holder(slot)?.unread ?? 0
        return (
          <button key={slot} type="button" className={`tab rank-${String(Math.min(phones.rank(slot), 2))}`} onClick={() => phones.show(slot)}>
            {slot === 'second-officer' ? 'もう一人' : SLOT_NAME[slot]}
            {unread > 0 && <span className="unread" aria-label={`未読${String(unread)}件`}>{unread > 99 ? '99+' : unread}</span>}
          </button>
        )
      })}
    </nav>
  )
}

/** The same widths as in styles/town.css: all phones, two phones, one phone. */
function isOnPage(rank: number): boolean {
  if (window.matchMedia('(min-width: 1200px)').matches) return true
  return rank < (window.matchMedia('(min-width: 768px)').matches ? 2 : 1)
}
