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
import { useCaseCoreWords } from '../../words/case-core.ts'
import { chooseLanguage, useLanguage } from '../../words/language.ts'
import { officePaths } from '../office-paths.ts'
import { useOfficeStopWords } from '../stops/words.ts'
import { useOfficeWords } from '../words.ts'
import { OfficeScreen } from './office-screen.tsx'
import { Narrow } from './columns.tsx'

/** What is not daily work: the records, the language, the way out. */
export function MenuScreen() {
  const { menu, role } = useOfficeWords()
  const { staff } = useCaseCoreWords()
  const stops = useOfficeStopWords()
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
          <ListRow to={officePaths.payments} main={menu.payments} />
          <ListRow to={officePaths.money} main={menu.money} />
          <ListRow to={officePaths.repayments} main={menu.repayments} />
          <ListRow to={officePaths.payouts} main={menu.payouts} />
          <ListRow to={officePaths.rules} main={menu.rules} />
          <ListRow to={officePaths.reports} main={menu.reports} />
          <ListRow to={officePaths.resumeRequests} main={stops.resume.menu} />
          <ListRow to={officePaths.audit} main={menu.audit} />
          <ListRow to={officePaths.staff} main={staff.title} />
          <ListRow to={officePaths.functions} main={menu.functions} />
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
