import { Copy, Send } from 'lucide-react'
import { useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { moment } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePeopleWords } from '../../words/store-people.ts'
import { useMyStore } from '../my-store.tsx'
import { useInvite } from './queries.ts'

/** 招待する: first the role, then the link, which is shown once. */
export function InviteSheet({ onClose }: { onClose: () => void }) {
  const { invite: words, roles, member } = useStorePeopleWords()
  const { store } = useMyStore()
  const [role, setRole] = useState<'clerk' | 'manager'>('clerk')
  const inviting = useInvite(store.id)
  if (inviting.data) return <LinkSheet {...inviting.data} storeName={store.name} onClose={onClose} />
  return (
    <ConfirmSheet
      title={words.title}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{member.cancel}</Button>
          <Button kind="primary" busy={inviting.isPending ? words.making : null} onPress={() => inviting.mutate(role)}>
            {words.make}
          </Button>
        </>
      }
    >
      <p>{words.note}</p>
      <Choice
        legend={words.role}
        value={role}
        onChange={setRole}
        options={[
          { value: 'clerk', label: roles.clerk },
          { value: 'manager', label: roles.manager },
        ]}
      />
      {inviting.error ? <Problem problem={inviting.error} /> : null}
    </ConfirmSheet>
  )
}

function LinkSheet({ url, until, storeName, onClose }: { url: string; until: string; storeName: string; onClose: () => void }) {
  const words = useStorePeopleWords()
  const language = useLanguage()
  const [copied, setCopied] = useState(false)
  const text = words.invite.message(storeName, url)
  return (
    <ConfirmSheet
      title={words.invite.made}
      onClose={onClose}
      buttons={
        <>
          <ButtonLink kind="primary" to={`https://line.me/R/share?text=${encodeURIComponent(text)}`} icon={<Send aria-hidden="true" />}>
            {words.invite.send}
          </ButtonLink>
          <Button icon={<Copy aria-hidden="true" />} onPress={() => void navigator.clipboard.writeText(url).then(() => setCopied(true), () => setCopied(false))}>
            {copied ? words.invite.copied : words.invite.copy}
          </Button>
          <Button kind="text" onPress={onClose}>
            {words.member.close}
          </Button>
        </>
      }
    >
      <p>{url}</p>
      <Note>{words.goodUntil(moment(until, language))}</Note>
    </ConfirmSheet>
  )
}
