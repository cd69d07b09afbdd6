import { paths } from '../paths.ts'
import { Screen } from '../screen.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { useAppWords } from '../words/app.ts'

export function NotFoundScreen() {
  const words = useAppWords()
  return (
    <Screen title={words.notFound.title} action={<ButtonLink to={paths.home} kind="primary" replace>{words.home}</ButtonLink>}>
      <p>{words.money.notMoved}</p>
      <p>{words.notFound.next}</p>
      <ButtonLink to={paths.help}>{words.contact}</ButtonLink>
    </Screen>
  )
}
