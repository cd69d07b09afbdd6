import { Screen } from './screen.tsx'
import { ButtonLink } from './ui/button.tsx'
import { Note } from './ui/stack.tsx'
import { useAppWords } from './words/app.ts'

/** An address that leads nowhere; `home` is where this role begins. */
export function NotFoundScreen({ home, help }: { home: string; help?: string }) {
  const words = useAppWords()
  return (
    <Screen title={words.notFound.title} action={<ButtonLink to={home} kind="primary" replace>{words.home}</ButtonLink>}>
      <p>{words.money.notMoved}</p>
      <p>{words.notFound.next}</p>
      {help === undefined ? <Note>{`${words.contact} ${words.phone} (${words.phoneHours})`}</Note> : <ButtonLink to={help}>{words.contact}</ButtonLink>}
    </Screen>
  )
}
