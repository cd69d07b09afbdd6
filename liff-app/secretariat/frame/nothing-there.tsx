import { ButtonLink } from '../../ui/button.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useAppWords } from '../../words/app.ts'

/** A code that nobody has: asking again cannot help, the list can. */
export function NothingThere({ back }: { back: { readonly to: string; readonly label: string } }) {
  const { notFound } = useAppWords()
  return (
    <ErrorPanel what={notFound.title} tone="info">
      <ButtonLink to={back.to} kind="primary" replace>
        {back.label}
      </ButtonLink>
    </ErrorPanel>
  )
}
