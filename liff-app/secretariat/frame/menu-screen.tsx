import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Facts, ListRow, ListRows } from '../../ui/list-rows.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Card } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { chooseLanguage, useLanguage } from '../../words/language.ts'
import { useOfficeWords } from '../words.ts'
import { OfficeScreen } from './office-screen.tsx'
import { Narrow } from './columns.tsx'
import { usePlaces } from './places.tsx'

/** What a phone’s four places have no room for; the language, the way out. */
export function MenuScreen() {
  const { menu, role } = useOfficeWords()
  const places = usePlaces()
  const officer = useOfficer()
  const language = useLanguage()
  return (
    <OfficeScreen title={menu.title}>
      <Narrow>
        <Card>
          <h2>{menu.you}</h2>
          <Facts facts={[[officer.name, role[officer.officerRole]], [menu.numberLabel, officer.number]]} />
        </Card>
        <ListRows label={menu.title}>
          {places
            .filter(({ onPhone }) => !onPhone)
            .map((place) => (
              <ListRow key={place.to} to={place.to} main={place.label} right={place.count ? <b>{place.countLabel}</b> : null} />
            ))}
        </ListRows>
        <Choice
          legend={menu.language}
          options={[
            { value: 'ja', label: menu.japanese },
            { value: 'en', label: menu.english },
          ]}
          value={language}
          onChange={chooseLanguage}
        />
        <SignOut />
      </Narrow>
    </OfficeScreen>
  )
}

function SignOut() {
  const app = useAppWords()
  const { menu } = useOfficeWords()
  const [asking, setAsking] = useState(false)
  // A fresh start of the page: nothing that was read stays in memory for whoever uses the device next.
  const signOut = useMutation({ mutationFn: () => api.post<unknown>('/api/sign-out', {}), onSuccess: () => location.assign(paths.office) })
  return (
    <>
      {signOut.error ? <Problem problem={signOut.error} /> : null}
      <Button onPress={() => setAsking(true)} busy={signOut.isPending ? menu.signingOut : null}>
        {menu.signOut}
      </Button>
      {asking ? (
        <ConfirmSheet
          title={menu.signOutAsk}
          onClose={() => setAsking(false)}
          buttons={
            <>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {app.cancel}
              </Button>
              <Button
                onPress={() => {
                  setAsking(false)
                  signOut.mutate()
                }}
              >
                {menu.signOut}
              </Button>
            </>
          }
        />
      ) : null}
    </>
  )
}
