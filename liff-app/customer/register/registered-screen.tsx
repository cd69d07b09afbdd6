import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/stack.tsx'
import { ToneHeading } from '../../ui/tone-heading.tsx'
import { useRegisterWords } from '../../words/register.ts'

/** Registered; whoever came by a store's QR code goes on paying there. */
export function RegisteredScreen({ code, goOn }: { code: string; goOn: string | undefined }) {
  const words = useRegisterWords()
  return (
    <Screen
      title={words.doneTitle}
      heading={<ToneHeading tone="ok">{words.doneTitle}</ToneHeading>}
      action={
        <ButtonLink to={goOn ?? paths.home} kind="primary" big replace>
          {goOn ? words.goOn : words.toHome}
        </ButtonLink>
      }
    >
      <Card>
        <p>{words.doneBody(code)}</p>
      </Card>
    </Screen>
  )
}
