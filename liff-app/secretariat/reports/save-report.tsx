import { Download } from 'lucide-react'
import { useDownload } from '../../download.ts'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { useRecordWords } from '../../words/office-record.ts'
import { usePapersWords } from '../../words/papers.ts'
import styles from './reports.module.css'

/** A report to take away: PDF to print and sign, CSV to calculate with. `path` is the address without its ending. */
export function SaveReport({ path }: { path: string }) {
  const { report: words } = useRecordWords()
  const papers = usePapersWords()
  const download = useDownload()
  const busy = (of: string) => (download.isPending && download.variables === of ? papers.preparing : null)
  return (
    <>
      <div className={styles.save}>
        <Button icon={<Download aria-hidden="true" />} busy={busy(`${path}.pdf`)} onPress={() => download.mutate(`${path}.pdf`)}>
          {words.pdf}
        </Button>
        <Button icon={<Download aria-hidden="true" />} busy={busy(`${path}.csv`)} onPress={() => download.mutate(`${path}.csv`)}>
          {words.csv}
        </Button>
        <Button kind="text" onPress={() => download.mutate(`${path}.csv?encoding=sjis`)}>
          {words.sjis}
        </Button>
      </div>
      {download.error ? <Problem problem={download.error} /> : null}
    </>
  )
}
