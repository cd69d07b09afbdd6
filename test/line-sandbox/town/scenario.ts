// mimamori-line-sandbox
// The shape of what the practice town plays: see scenarios.ts.

export type ScenarioAct =
  | { kind: 'pay'; person: string; storeCode: string; amount: number }
  | { kind: 'clock'; advanceMs: number }
  | { kind: 'notify'; reference: string; amount: number; of: 'top-up' | 'repayment' }
  | { kind: 'say'; person: string; text: string }
  /** One after the other, each begun when the one before has answered; the first that fails ends it. */
  | { kind: 'sequence'; acts: ScenarioAct[] }

export type ScenarioStep = {
  /** One or two Japanese sentences: what happens and where to look. */
  say: string
  phone: 'customer' | 'store' | 'secretariat'
  /** Key of the person who should hold that phone. */
  person?: string
  /** For the secretariat: a second officer, with a phone beside the first. */
  beside?: true
  act?: ScenarioAct
  /** The step is over when this person's talk gets a message that contains the text; 「自動」 then goes on by itself. */
  until?: { person: string; text: string }
  /** Somebody has to press something. Without `until`, 「自動」 waits here for 「次へ」. */
  byHand?: boolean
}

export type Scenario = {
  id: string
  title: string
  /** Keys of people who must live in the town; without them the page doesn't offer the scenario. */
  needs?: string[]
  steps: ScenarioStep[]
}
