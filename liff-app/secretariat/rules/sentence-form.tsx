import { useId, useState, type ReactNode } from 'react'
import type { Blank, RuleFile } from '../../../server/fraud/settings/contract.ts'
import { CheckField } from '../../ui/field.tsx'
import { useLanguage } from '../../words/language.ts'
import { SettingsActions } from './settings-actions.tsx'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

type Typed = Readonly<Record<string, string | boolean>>

/** The rule as a sentence whose blanks can be filled anew. It begins with the version in shadow, or the one that counts. */
export function SentenceForm({ file }: { file: RuleFile }) {
  const words = useRuleWords()
  const language = useLanguage()
  const base = file.versions.find(({ version }) => version === (file.shadow ?? file.decided))
  const [typed, setTyped] = useState<Typed>(() => Object.fromEntries(file.blanks.map(({ key, kind }) => [key, kind === 'yes-no' ? base?.settings[key] === true : written(base?.settings[key])])))
  const wrong = file.blanks.find((one) => !fits(one, typed[one.key] ?? ''))
  const settings = Object.fromEntries(file.blanks.map(({ key, kind }) => [key, kind === 'yes-no' ? typed[key] === true : Number(plain(typed[key]))]))
  const write = (key: string, value: string | boolean) => setTyped({ ...typed, [key]: value })
  return (
    <>
      <Sentence asks={file.asks[language]} blanks={file.blanks} typed={typed} onType={write} />
      {file.blanks.filter(({ kind }) => kind === 'yes-no').map((one) => (
        <CheckField key={one.key} checked={typed[one.key] === true} onChange={(checked) => write(one.key, checked)}>
          {one[language]}
        </CheckField>
      ))}
      <ul className={styles.ranges}>
        {file.blanks.filter(({ kind }) => kind !== 'yes-no').map((one) => (
          <li key={one.key} className={one === wrong ? styles.wrong : undefined}>
            {words.range(one[language], limit(one.min), limit(one.max), unitOf(words.units, one.unit))}
          </li>
        ))}
      </ul>
      <SettingsActions file={file} settings={settings} wrong={wrong ? words.range(wrong[language], limit(wrong.min), limit(wrong.max), unitOf(words.units, wrong.unit)) : null} />
    </>
  )
}

interface SentenceProps {
  readonly asks: string
  readonly blanks: readonly Blank[]
  readonly typed: Typed
  readonly onType: (key: string, value: string) => void
}

function Sentence({ asks, blanks, typed, onType }: SentenceProps) {
  const language = useLanguage()
  const id = useId()
  const parts: ReactNode[] = asks.split(/(\{\w+\})/).map((part, place) => {
    const blank = blanks.find(({ key }) => part === `{${key}}`)
    if (!blank || blank.kind === 'yes-no') return part
    const value = String(typed[blank.key] ?? '')
    return (
      <input
        key={`${id}-${String(place)}`}
        className={styles.blank}
        aria-label={blank[language]}
        aria-invalid={fits(blank, value) ? undefined : true}
        inputMode={blank.kind === 'integer' ? 'numeric' : 'decimal'}
        maxLength={12}
        value={value}
        onChange={(event) => onType(blank.key, event.target.value)}
      />
    )
  })
  return <p className={styles.sentence}>{parts}</p>
}

/** Full-width digits and commas are digits too. */
const plain = (typed: string | boolean | undefined): string => String(typed ?? '').normalize('NFKC').replaceAll(',', '').trim()

function fits({ kind, min, max }: Blank, typed: string | boolean): boolean {
  if (kind === 'yes-no') return true
  const written = plain(typed)
  const number = Number(written)
  if (written === '' || !Number.isFinite(number) || (kind === 'integer' && !Number.isInteger(number))) return false
  return (min === null || number >= min) && (max === null || number <= max)
}

const written = (saved: unknown): string => (typeof saved === 'number' ? String(saved) : '')

const limit = (edge: number | null): string => (edge === null ? '' : edge.toLocaleString('en'))

const unitOf = (units: Readonly<Record<string, string>>, unit: string | null): string => (unit === null ? '' : (units[unit] ?? ''))
