import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Facts } from '../../ui/list-rows.tsx'
import { Card } from '../../ui/stack.tsx'
import { useRegisterWords } from '../../words/register.ts'
import type { Entries } from './entries.ts'

/** Everything typed, to be read once more. */
export function CheckStep({ entries }: { entries: Entries }) {
  const words = useRegisterWords()
  return (
    <Card>
      <Facts
        facts={[
          [words.name, entries.name],
          [words.kana, entries.kana],
          [words.birthYear, entries.birthYear],
          [words.phone, entries.phone],
          [words.town, entries.town],
        ]}
      />
      <ButtonLink to={`${paths.register}?step=2`}>{words.mend}</ButtonLink>
    </Card>
  )
}
