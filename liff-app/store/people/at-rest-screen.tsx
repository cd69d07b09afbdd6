import { SignInScreen } from '../../sign-in-screen.tsx'
import { paths } from '../../paths.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'

/** A shared terminal that nobody used for a while: its person is asked again, or it goes back to the feed. */
export function AtRestScreen() {
  const { rest: words } = useStorePeopleWords()
  return <SignInScreen area="store" again={{ title: words.title, intro: words.intro, other: { to: paths.store, label: words.feed } }} />
}
