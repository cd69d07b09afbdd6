import { useState, type SubmitEvent } from 'react'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import { Problem } from '../../problem.tsx'
import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { count, day, dayOf } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { Card, Note } from '../../ui/stack.tsx'
import { useInstalmentWords } from '../../words/instalments.ts'
import { useLanguage } from '../../words/language.ts'
import { PreviewRows } from './plan-table.tsx'
import { useAskInstalments, useInstalmentPreview } from './queries.ts'
import styles from './ask-instalments.module.css'

const timesOffered = Array.from({ length: 11 }, (_, place) => String(place + 2))
const dayMs = 86_400_000
/** Where the day field starts: two weeks from now, as people are given for a demand. */
const firstAfterDays = 14

/** 分割: asking for it, and what was asked for while nobody has answered. */
export function AskInstalments({ demand }: { demand: DemandForCustomer }) {
  const words = useInstalmentWords()
  const [open, setOpen] = useState(false)
  const { asked, declined, plan } = demand
  return (
    <Card label={words.askTitle}>
      <h2>{asked ? words.askedTitle : words.askTitle}</h2>
      <div role="status">{asked ? <Banner tone="ok">{words.asked}</Banner> : null}</div>
      <Standing demand={demand} />
      {open ? (
        <WishForm demand={demand} onClose={() => setOpen(false)} />
      ) : (
        <Button onPress={() => setOpen(true)}>{asked ? words.change : plan || declined ? words.openAgain : words.open}</Button>
      )}
    </Card>
  )
}

/** How it stands with what was asked for, or that one may ask. */
function Standing({ demand: { asked, declined, plan, dueOn } }: { demand: DemandForCustomer }) {
  const words = useInstalmentWords()
  const language = useLanguage()
  if (asked) return <p>{words.askedWish(count(asked.times), day(asked.firstOn, language))}</p>
  if (declined) return <Declined instead={declined.instead} dueOn={dueOn} />
  return <p>{plan ? words.askAgainNote : words.askNote}</p>
}

/** What was asked for is not possible so, and what is. Not why: that is talked about. */
function Declined({ instead, dueOn }: { instead: NonNullable<DemandForCustomer['declined']>['instead']; dueOn: string }) {
  const words = useInstalmentWords()
  const language = useLanguage()
  return (
    <>
      <Banner tone="attention">{words.declined}</Banner>
      <p>{words.instead[instead]}</p>
      <p>{words.dueStays(day(dueOn, language))}</p>
      <ButtonLink to={paths.help}>{words.talk}</ButtonLink>
    </>
  )
}

function WishForm({ demand: { id, asked }, onClose }: { demand: DemandForCustomer; onClose: () => void }) {
  const words = useInstalmentWords()
  const [times, setTimes] = useState(() => String(asked?.times ?? 3))
  const [firstOn, setFirstOn] = useState(() => asked?.firstOn ?? dayOf(serverNow() + firstAfterDays * dayMs))
  const preview = useInstalmentPreview(id, { times, firstOn })
  const ask = useAskInstalments(id)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (firstOn !== '' && !ask.isPending) ask.mutate({ times: Number(times), firstOn }, { onSuccess: onClose })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Pick label={words.times} value={times} options={timesOffered.map((value) => ({ value, label: words.timesOption(value) }))} onChange={setTimes} />
      <Field label={words.firstOn} kind="date" value={firstOn} onChange={setFirstOn} example={words.firstHint} error={firstOn === '' ? words.firstMissing : null} />
      <h3>{words.preview}</h3>
      {preview.data ? <PreviewRows preview={preview.data} /> : null}
      {preview.error ? <Problem problem={preview.error} /> : <Note>{words.previewNote}</Note>}
      {ask.error ? <Problem problem={ask.error} /> : null}
      <Button submit busy={ask.isPending ? words.asking : null} disabledReason={firstOn === '' ? words.firstMissing : null}>
        {words.ask}
      </Button>
      <Button kind="text" onPress={onClose}>
        {words.cancel}
      </Button>
    </form>
  )
}
