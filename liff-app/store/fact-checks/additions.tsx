import type { SyntheticEvent } from 'react'
import { useState } from 'react'
import { PhotoStrip } from '../../evidence/photo-strip.tsx'
import { PhotosField } from '../../evidence/photos-field.tsx'
import { Problem } from '../../problem.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { moment } from '../../ui/format.ts'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useEvidenceWords } from '../../words/evidence.ts'
import { useLanguage } from '../../words/language.ts'
import { useAddToAnswer } from '../queries.ts'
import { photosOf, storePhoto } from './photos-of.ts'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

/** 追記: what was added to an answer, and room for more while nobody has judged the case. */
export function Additions({ factCheck }: { factCheck: StoreFactCheck }) {
  const words = useEvidenceWords().addition
  const language = useLanguage()
  return (
    <>
      {factCheck.late ? <Badge tone="attention">{words.late}</Badge> : null}
      {factCheck.additions.map((one) => (
        <Card key={one.id}>
          <Note>{words.given(one.by, moment(one.addedAt, language))}</Note>
          <p>{one.words}</p>
          <PhotoStrip photos={one.photos} viewAt={storePhoto} />
        </Card>
      ))}
      {factCheck.state === 'answered' ? <AdditionForm key={factCheck.additions.length} id={factCheck.id} added={factCheck.additions.length > 0} /> : null}
    </>
  )
}

function AdditionForm({ id, added }: { id: string; added: boolean }) {
  const { addition: words, photos: photoWords } = useEvidenceWords()
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<StoreFactCheck['photos'][number][]>([])
  const [tried, setTried] = useState(false)
  const adding = useAddToAnswer(id)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (text.trim() !== '') adding.mutate({ words: text.trim(), photoIds: photos.map((photo) => photo.id) })
  }
  return (
    <Card>
      <form onSubmit={submit} noValidate>
        <Stack gap={3}>
          <div role="status">{added ? <Banner tone="ok">{words.done}</Banner> : null}</div>
          <h2>{words.title}</h2>
          <Note>{words.note}</Note>
          <Field label={words.words} value={text} onChange={setText} maxLength={500} lines={3} error={tried && text.trim() === '' ? words.missing : null} />
          <PhotosField {...photosOf(id)} photos={photos} onChange={(changed) => setPhotos((before) => [...changed(before)])} note={photoWords.noFaces} />
          {adding.error ? <Problem problem={adding.error} /> : null}
          <Button submit busy={adding.isPending ? words.sending : null}>
            {words.send}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
