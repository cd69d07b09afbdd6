import type { Config } from '../../config.ts'
import { momentInJapanese } from '../../core/time.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { ProgrammeFunction } from './contract.ts'
import { functionWords } from './function.ts'

export interface FunctionTold {
  readonly name: ProgrammeFunction
  readonly did: 'stopped' | 'resumed'
  readonly at: Date
  /** Whoever stopped it, or approved that it runs again. */
  readonly officerNumber: string
}

/** To officers on duty: what was stopped or runs again, when and by whom. Why is on the screen only. */
export function functionMessage(config: Config, { name, did, at, officerNumber }: FunctionTold): LineMessageJson {
  const stopped = did === 'stopped'
  const title = `${functionWords[name].ja}を${stopped ? '止めました' : '再開しました'}`
  return flexCard({
    altText: title,
    tone: stopped ? 'stopped' : 'ok',
    label: stopped ? '停止' : '再開',
    title,
    rows: [momentInJapanese(at), `職員 ${officerNumber}`],
    buttons: [{ label: '停止スイッチを見る', url: liffUrl(config, '/office/settings') }],
  })
}
