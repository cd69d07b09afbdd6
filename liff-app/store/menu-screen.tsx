import { Phone } from 'lucide-react'
import { LanguageChoice } from '../language-choice.tsx'
import { Problem } from '../problem.tsx'
import { Screen } from '../screen.tsx'
import { useStaff } from '../session.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { storeNumber } from '../ui/format.ts'
import { ListRow, ListRows } from '../ui/list-rows.tsx'
import { Card, Note, Stack } from '../ui/stack.tsx'
import { chooseTextSize, useTextSize } from '../ui/text-size.ts'
import { useAppWords } from '../words/app.ts'
import { chooseLanguage } from '../words/language.ts'
import { useStoreWords } from '../words/store.ts'
import { MenuPlaces } from './menu-places.tsx'
import { PayoutsBlock } from './money/payouts-block.tsx'
import { DeclarationPart, TerminalPart } from './people/own-part.tsx'
import { useSignOut } from './queries.ts'
import { StoreNav } from './store-nav.tsx'

/** Who is signed in, the stores, how screens look on this phone, and signing out. */
export function MenuScreen() {
  const words = useStoreWords().menu
  const app = useAppWords()
  const me = useStaff()
  const signOut = useSignOut()
  return (
    <Screen title={words.title} nav={<StoreNav />}>
      <Card>
        <Note>{words.signedInAs}</Note>
        <p>
          <strong>{me.name}</strong> ({words.roles[me.staffRole]} {me.code})
        </p>
      </Card>
      <Stack gap={2}>
        <h2>{words.stores}</h2>
        <ListRows>
          {me.stores.map((store) => (
            <ListRow
              key={store.id}
              main={store.name}
              below={
                <>
                  {store.code}
                  <br />
                  {words.number(storeNumber(store.number))}
                </>
              }
              right={<Badge tone={store.acceptance === 'open' ? 'ok' : 'stopped'}>{store.acceptance === 'open' ? words.accepting : words.stopped}</Badge>}
            />
          ))}
        </ListRows>
      </Stack>
      <PayoutsBlock />
      <MenuPlaces />
      <DeclarationPart />
      <TerminalPart />
      <Looks />
      <Card>
        <h2>{words.contact}</h2>
        <ButtonLink to={`tel:${app.phone.replaceAll('-', '')}`} icon={<Phone aria-hidden="true" />}>
          {words.call(app.phone)}
        </ButtonLink>
        <Note>{app.phoneHours}</Note>
      </Card>
      <Button busy={signOut.isPending ? words.signingOut : null} onPress={() => signOut.mutate()}>
        {words.signOut}
      </Button>
      {signOut.error ? <Problem problem={signOut.error} /> : null}
    </Screen>
  )
}

function Looks() {
  const words = useStoreWords().menu
  const size = useTextSize()
  return (
    <>
      <Choice
        legend={words.textSize}
        value={size}
        onChange={chooseTextSize}
        options={[
          { value: 'standard', label: words.sizes.standard },
          { value: 'large', label: words.sizes.large },
          { value: 'largest', label: words.sizes.largest },
        ]}
      />
      <LanguageChoice legend={words.language} onChoose={chooseLanguage} />
    </>
  )
}
