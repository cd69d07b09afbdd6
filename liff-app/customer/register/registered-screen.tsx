import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { ToneIcon } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card, Row } from '../../ui/stack.tsx'
import { useRegisterWords } from '../../words/register.ts'

/** Registered; whoever came by a store's QR code goes on paying there. */
export function RegisteredScreen({ code, goOn }: { code: string; goOn: string | undefined }) {
  const words = useRegisterWords()
  return (
    <Screen
      title={words.doneTitle}
      heading={
        <Row>
          <ToneIcon tone="ok" size={32} />
          {words.doneTitle}
        </Row>
      }
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
