import { FileText } from 'lucide-react'
import type { SettlementSeen } from '../../../server/payments/settlement/contract.ts'
import { useDownload } from '../../download.ts'
import { Pages } from '../../pages.tsx'
import { paths } from '../../paths.ts'
import { Problem } from '../../problem.tsx'
import { Screen } from '../../screen.tsx'
import { useStaff } from '../../session.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { shortDay, yen } from '../../ui/format.ts'
import { Card, Note, Pair, Row, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useStoreMoneyWords } from '../../words/store-money.ts'
import { useStoreWords } from '../../words/store.ts'
import { useMyStore } from '../my-store.tsx'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { useStatements } from './queries.ts'

/** The statements of a store, newest first, to take away. */
export function StatementsScreen() {
  const words = useStoreMoneyWords()
  const { staffRole } = useStaff()
  return (
    <Screen title={words.statementsTitle} nav={<StoreNav />}>
      {staffRole === 'clerk' ? <Banner tone="info">{words.managersOnly}</Banner> : <Statements />}
    </Screen>
  )
}

function Statements() {
  const words = useStoreMoneyWords()
  const menu = useStoreWords().nav.menu
  const { store } = useMyStore()
  const pages = useStatements(store.id)
  return (
    <>
      <StoreChoice />
      <Pages query={pages} empty={<EmptyState icon={<FileText size={48} />} action={<ButtonLink to={paths.storeMenu}>{menu}</ButtonLink>}>{words.empty}</EmptyState>}>
        {(statements) => (
          <Stack gap={3}>
            {statements.map((statement) => (
              <Statement key={statement.id} statement={statement} />
            ))}
          </Stack>
        )}
      </Pages>
    </>
  )
}

const tones: Readonly<Record<SettlementSeen['state'], Tone>> = { expected: 'info', held: 'stopped', paid: 'ok', nothing: 'quiet' }

function Statement({ statement }: { statement: SettlementSeen }) {
  const words = useStoreMoneyWords()
  const app = useAppWords()
  const language = useLanguage()
  const download = useDownload()
  const period = words.period(shortDay(statement.from, language), shortDay(statement.to, language))
  const payOn = shortDay(statement.payOn, language)
  const when = { paid: words.paidOn(payOn), nothing: words.carried(yen(statement.carriedOut)), held: words.afterCheck, expected: words.payOn(payOn) }
  const take = (format: 'pdf' | 'csv') => download.mutate(`/api/store/statements/${statement.id}.${format}`)
  const busy = (format: string) => (download.isPending && download.variables.endsWith(format) ? words.preparing : null)
  return (
    <Card label={period}>
      <Row spread>
        <h2>{period}</h2>
        <Badge tone={tones[statement.state]}>{words.states[statement.state]}</Badge>
      </Row>
      <p>
        <AmountText amount={statement.payable} spoken={app.yen} />
      </p>
      <Note>{when[statement.state]}</Note>
      <Note>{words.number(statement.number)}</Note>
      <Pair>
        <Button label={words.savePdf(period)} busy={busy('pdf')} onPress={() => take('pdf')}>
          {words.pdf}
        </Button>
        <Button label={words.saveCsv(period)} busy={busy('csv')} onPress={() => take('csv')}>
          {words.csv}
        </Button>
      </Pair>
      {download.error ? <Problem problem={download.error} /> : null}
    </Card>
  )
}
