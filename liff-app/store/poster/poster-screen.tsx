import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useDownload } from '../../download.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { count, storeNumber } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { usePapersWords } from '../../words/papers.ts'
import { useMyStore } from '../my-store.tsx'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { usePoster } from './queries.ts'
import { ReplacePoster } from './replace-poster.tsx'
import type { PosterState } from '../../../server/stores/contract.ts'

/** The store's own QR code: print it, or replace it by a new one. */
export function PosterScreen() {
  const words = usePapersWords().poster
  const { store } = useMyStore()
  const poster = usePoster(store.id)
  return (
    <Screen title={words.title} back={paths.storeMenu} nav={<StoreNav />}>
      <StoreChoice />
      <Loaded query={poster} rows={4}>
        {(found) => <Poster key={store.id} storeId={store.id} poster={found} />}
      </Loaded>
    </Screen>
  )
}

function Poster({ storeId, poster }: { storeId: string; poster: PosterState }) {
  const papers = usePapersWords()
  const words = papers.poster
  const download = useDownload()
  const [replacedBy, setReplacedBy] = useState<number | null>(null)
  return (
    <Stack gap={4}>
      <div role="status">{replacedBy === null ? null : <Banner tone="ok">{words.replaced(count(replacedBy))}</Banner>}</div>
      <ListRows label={words.title}>
        <ListRow main={words.store} right={poster.name} />
        <ListRow main={words.number} right={storeNumber(poster.number)} />
        <ListRow main={words.version} right={words.versionOf(count(poster.version))} />
      </ListRows>
      <Stack gap={2}>
        <Button kind="primary" icon={<Printer aria-hidden="true" />} busy={download.isPending ? papers.preparing : null} onPress={() => download.mutate(`/api/store/poster.pdf?storeId=${storeId}`)}>
          {words.print}
        </Button>
        {download.error ? <Problem problem={download.error} /> : null}
        <Note>
          {words.pages}
          {papers.outside}
        </Note>
      </Stack>
      <Card>
        <p>{words.warn}</p>
      </Card>
      <ReplacePoster storeId={storeId} poster={poster} onReplaced={setReplacedBy} />
    </Stack>
  )
}
