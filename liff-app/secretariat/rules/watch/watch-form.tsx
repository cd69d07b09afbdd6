import type { WatchParts } from '../../../../server/fraud/settings/contract.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Stack } from '../../../ui/stack.tsx'
import { useRuleWords } from '../words.ts'
import { ConditionRow } from './condition-row.tsx'
import { newCondition, type Draft, type DraftCondition } from './draft.ts'

interface WatchFormProps {
  readonly draft: Draft
  readonly parts: WatchParts
  readonly onChange: (draft: Draft) => void
}

/** A watch, put together from the closed list of facts: at most ten conditions, all or any of them. */
export function WatchForm({ draft, parts, onChange }: WatchFormProps) {
  const { watch } = useRuleWords()
  const { conditions } = draft
  const put = (place: number, one: DraftCondition) => onChange({ ...draft, conditions: conditions.map((kept, at) => (at === place ? one : kept)) })
  return (
    <Stack gap={3}>
      <Field label={watch.name} example={watch.nameHint} value={draft.title} maxLength={40} onChange={(title) => onChange({ ...draft, title })} />
      <Choice short legend={watch.match} value={draft.match} onChange={(match) => onChange({ ...draft, match })} options={(['all', 'any'] as const).map((value) => ({ value, label: watch.matches[value] }))} />
      {conditions.map((one, place) => (
        <ConditionRow
          // A condition has no name of its own; its place is what it is called.
          key={`condition-${String(place)}`}
          place={place}
          condition={one}
          parts={parts}
          onChange={(next) => put(place, next)}
          onRemove={conditions.length === 1 ? null : () => onChange({ ...draft, conditions: conditions.filter((_, at) => at !== place) })}
        />
      ))}
      <Button disabledReason={conditions.length >= parts.conditionsMax ? watch.full(String(parts.conditionsMax)) : null} onPress={() => onChange({ ...draft, conditions: [...conditions, newCondition()] })}>
        {watch.add}
      </Button>
      <Choice short legend={watch.about} value={draft.about} onChange={(about) => onChange({ ...draft, about })} options={(['customer', 'store'] as const).map((value) => ({ value, label: watch.abouts[value] }))} />
      <Choice
        short
        legend={watch.urgency}
        value={draft.urgency}
        onChange={(urgency) => onChange({ ...draft, urgency })}
        options={(['immediate', 'daily', 'monthly'] as const).map((value) => ({ value, label: watch.urgencies[value] }))}
      />
    </Stack>
  )
}
