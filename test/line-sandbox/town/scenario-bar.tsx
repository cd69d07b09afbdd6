// mimamori-line-sandbox
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Scenario } from './scenario.ts'
import { useSnapshot } from './town-context.tsx'
import type { ScenarioView } from './use-scenario.ts'

/** The scenarios as buttons, and the sentence of the step being played. */
export function ScenarioBar({ view }: { view: ScenarioView }): ReactNode {
  const { town, play } = useSnapshot()
  const isPlayable = (one: Scenario): boolean => (one.needs ?? []).every((key) => town?.people.some((person) => person.key === key))
  const { scenario, step } = view
  return (
    <div className="scenario-bar">
      <div className="scenario-buttons" role="group" aria-label="場面">
        {(play?.scenarios ?? []).filter(isPlayable).map((one) => (
          <button key={one.id} type="button" className={one.id === scenario?.id ? 'second on' : 'second'} aria-pressed={one.id === scenario?.id} onClick={() => view.start(one.id)}>
            {one.title}
          </button>
        ))}
      </div>
      <div className="narration">
        {scenario && (
          <div className="scenario-moves" role="group" aria-label="場面を進める">
            <button type="button" className={view.isReached ? 'first ready' : 'first'} disabled={view.isLast || view.isBusy} onClick={view.next}>次へ</button>
            <button type="button" className={view.isAuto ? 'second on' : 'second'} aria-pressed={view.isAuto} onClick={() => view.setAuto(!view.isAuto)}>自動</button>
            <button type="button" className="second" onClick={() => view.start(scenario.id)} title="この場面を最初の説明から。起きたことは元に戻りません。">はじめから</button>
          </div>
        )}
        <p role="status">
        {step && scenario ? (
          <>
            <b>{view.number + 1}/{scenario.steps.length}</b>
            {step.byHand && <span className="by-hand">あなたの番</span>}
            <span>{step.say}</span>
            {view.isReached && <span className="reached"><Check aria-hidden /> 届きました</span>}
            {view.isLast && <span className="reached">おわり</span>}
          </>
        ) : (
          <span>場面のボタンを押すと、見るところを一つずつ案内します。押さずに、自由に触ってもかまいません。</span>
        )}
        {view.problem && <span className="danger-text">{view.problem}</span>}
        </p>
      </div>
    </div>
  )
}
