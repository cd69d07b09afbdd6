import { Problem } from '../../problem.tsx'
import { useStaff } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { day, dayOf, time } from '../../ui/format.ts'
import { Card, Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useDeclare, useShareTerminal } from './queries.ts'

/** 共用端末として使う, and no longer. */
export function TerminalPart() {
  const { terminal: words } = useStorePeopleWords()
  const { terminal } = useStaff()
  const sharing = useShareTerminal()
  return (
    <Card>
      <h2>{words.title}</h2>
      {terminal ? <p>{words.on(time(terminal.until))}</p> : null}
      <Note>{words.note}</Note>
      <Button busy={sharing.isPending ? words.beginning : null} onPress={() => sharing.mutate(terminal === null)}>
        {terminal ? words.end : words.begin}
      </Button>
      {sharing.error ? <Problem problem={sharing.error} /> : null}
    </Card>
  )
}

/** 「自店で支払うことはできません」, declared once. */
export function DeclarationPart() {
  const { declaration: words } = useStorePeopleWords()
  const language = useLanguage()
  const { declaredAt } = useStaff()
  const declaring = useDeclare()
  return (
    <Card>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Note>{declaredAt ? words.since(day(dayOf(declaredAt), language)) : words.note}</Note>
      {declaredAt ? null : (
        <Button busy={declaring.isPending ? words.agreeing : null} onPress={() => declaring.mutate()}>
          {words.agree}
        </Button>
      )}
      {declaring.error ? <Problem problem={declaring.error} /> : null}
    </Card>
  )
}
