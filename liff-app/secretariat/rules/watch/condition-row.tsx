import type { WatchParts } from '../../../../server/fraud/settings/contract.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Pick } from '../../../ui/pick.tsx'
import { useLanguage } from '../../../words/language.ts'
import { useRuleWords } from '../words.ts'
import styles from '../rules.module.css'
import type { DraftCondition } from './draft.ts'

interface ConditionRowProps {
  readonly place: number
  readonly condition: DraftCondition
  readonly parts: WatchParts
  readonly onChange: (condition: DraftCondition) => void
  /** Null for the only one. */
  readonly onRemove: (() => void) | null
}

/** One condition: a fact, a comparison that fits it, and what it is compared with. */
export function ConditionRow({ place, condition, parts, onChange, onRemove }: ConditionRowProps) {
  const words = useRuleWords()
  const { watch } = words
  const language = useLanguage()
  const fact = parts.facts.find(({ id }) => id === condition.fact)
  const kind = fact?.kind ?? 'number'
  const fitting = parts.operators.filter(({ kinds }) => kinds.includes(kind))
  const takes = parts.operators.find(({ id }) => id === condition.operator)?.takes
  const unit = fact?.unit ? (words.units as Readonly<Record<string, string>>)[fact.unit]?.trim() : ''
  const named = (label: string) => (unit ? `${label}（${unit}）` : label)
  const choose = (id: string) => {
    const next = parts.facts.find((one) => one.id === id)
    const operator = parts.operators.find((one) => one.id === condition.operator && next && one.kinds.includes(next.kind)) ?? parts.operators.find((one) => next && one.kinds.includes(next.kind))
    onChange({ ...condition, fact: id, operator: operator?.id ?? condition.operator, value: '', to: '' })
  }
  return (
    <fieldset className={styles.condition}>
      <legend>{watch.condition(String(place + 1))}</legend>
      <Pick label={watch.fact} value={condition.fact} options={parts.facts.map((one) => ({ value: one.id, label: one[language] }))} onChange={choose} />
      <Pick label={watch.operator} value={condition.operator} options={fitting.map((one) => ({ value: one.id, label: one[language] }))} onChange={(operator) => onChange({ ...condition, operator })} />
      {kind === 'yes-no' ? (
        <Choice
          short
          legend={watch.value}
          value={condition.yes ? 'yes' : 'no'}
          options={[{ value: 'yes', label: watch.yes }, { value: 'no', label: watch.no }]}
          onChange={(value) => onChange({ ...condition, yes: value === 'yes' })}
        />
      ) : (
        <Field
          label={takes === 'list' ? watch.list : named(takes === 'two-numbers' ? watch.from : watch.value)}
          inputMode={kind === 'number' ? 'numeric' : 'text'}
          value={condition.value}
          maxLength={200}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
      {takes === 'two-numbers' ? <Field label={named(watch.to)} inputMode="numeric" value={condition.to} maxLength={12} onChange={(to) => onChange({ ...condition, to })} /> : null}
      {onRemove ? (
        <Button kind="text" onPress={onRemove}>
          {watch.remove(String(place + 1))}
        </Button>
      ) : null}
    </fieldset>
  )
}
