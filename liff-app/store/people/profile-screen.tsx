import type { SyntheticEvent } from 'react'
import { useId, useState } from 'react'
import type { StoreProfile } from '../../../server/stores/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Facts } from '../../ui/list-rows.tsx'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useMyStore } from '../my-store.tsx'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { useChangeProfile, useProfile } from './queries.ts'
import { StorePhoto } from './store-photo.tsx'

/** お店の情報: telephone, hours, and which payments are told in LINE. Clerks read it. */
export function ProfileScreen() {
  const { store: words } = useStorePeopleWords()
  const { store } = useMyStore()
  const profile = useProfile(store.id)
  return (
    <Screen title={words.title} back={paths.storeMenu} nav={<StoreNav />}>
      <StoreChoice />
      <Loaded query={profile} tall>
        {(found) => (
          <>
            {found.mayChange ? <ProfileForm key={store.id} storeId={store.id} found={found} /> : <ProfileFacts found={found} />}
            <StorePhoto key={store.id} storeId={store.id} name={store.name} hasPhoto={found.hasPhoto} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function ProfileFacts({ found }: { found: StoreProfile }) {
  const { store: words } = useStorePeopleWords()
  return (
    <Card>
      <Facts
        facts={[
          [words.phone, found.phone],
          [words.hoursName, words.hours(found.opensAt, found.closesAt)],
          [words.notice, words.notices[found.receiptNotice]],
        ]}
      />
      <Note>{words.managersOnly}</Note>
    </Card>
  )
}

function ProfileForm({ storeId, found }: { storeId: string; found: StoreProfile }) {
  const { store: words } = useStorePeopleWords()
  const ids = { phone: useId(), opensAt: useId(), closesAt: useId() }
  const [phone, setPhone] = useState(found.phone)
  const [opens, setOpens] = useState(found.opensAt)
  const [closes, setCloses] = useState(found.closesAt)
  const [receiptNotice, setNotice] = useState(found.receiptNotice)
  const [tried, setTried] = useState(false)
  const changing = useChangeProfile(storeId)
  const [opensAt, closesAt] = [clockIn(opens), clockIn(closes)]
  const wrong = {
    phone: /^[0-9-]{10,13}$/.test(phone.normalize('NFKC').trim()) ? null : words.errors.phone,
    opensAt: opensAt ? null : words.errors.time,
    closesAt: closesAt === null ? words.errors.time : closesAt === opensAt ? words.errors.same : null,
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    const first = (['phone', 'opensAt', 'closesAt'] as const).find((field) => wrong[field])
    if (first) document.getElementById(ids[first])?.focus()
    else if (opensAt && closesAt && !changing.isPending) changing.mutate({ phone: phone.normalize('NFKC').trim(), opensAt, closesAt, receiptNotice })
  }
  const edit = <V,>(set: (value: V) => void) => (value: V) => {
    changing.reset()
    set(value)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Field id={ids.phone} label={words.phone} example={words.phoneExample} kind="tel" inputMode="tel" value={phone} onChange={edit(setPhone)} maxLength={20} error={tried ? wrong.phone : null} />
        <Field id={ids.opensAt} label={words.opensAt} example={words.timeExample} value={opens} onChange={edit(setOpens)} maxLength={5} error={tried ? wrong.opensAt : null} />
        <Field id={ids.closesAt} label={words.closesAt} value={closes} onChange={edit(setCloses)} maxLength={5} error={tried ? wrong.closesAt : null} />
        <Note>{words.hoursNote}</Note>
        <Choice
          legend={words.notice}
          value={receiptNotice}
          onChange={edit(setNotice)}
          options={[
            { value: 'all', label: words.notices.all },
            { value: 'large', label: words.notices.large },
            { value: 'none', label: words.notices.none },
          ]}
        />
        <Note>{words.noticeNote}</Note>
        {changing.error ? <Problem problem={changing.error} /> : null}
        {changing.isSuccess ? <Banner tone="ok">{words.saved}</Banner> : null}
        <Button kind="primary" big submit busy={changing.isPending ? words.saving : null}>
          {words.save}
        </Button>
      </Stack>
    </form>
  )
}

/** 「１０：００」 is 10:00; null for what is no time of a day. */
function clockIn(typed: string): string | null {
  const plain = typed.normalize('NFKC').trim()
  return /^([01]?[0-9]|2[0-4]):[0-5][0-9]$/.test(plain) ? plain : null
}
