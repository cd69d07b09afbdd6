import { ALargeSmall } from 'lucide-react'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { StopBanners } from '../../stops.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Logo } from '../../ui/logo.tsx'
import { Pair } from '../../ui/stack.tsx'
import { nextTextSize, useTextSize } from '../../ui/text-size.ts'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { unresolvedOf } from '../pay/unresolved.ts'
import { useChangeSettings } from '../queries.ts'
import { BalanceCard } from './balance-card.tsx'
import { Latest } from './latest.tsx'
import { PayButton } from './pay-button.tsx'

/** What can be used, and paying. */
export function HomeScreen() {
  const app = useAppWords()
  const words = useCustomerWords().home
  return (
    <Screen title={words.title} heading={<Logo name={app.product} />} beside={<TextSizeButton />} nav={<CustomerNav />}>
      <Standing />
      <BalanceCard />
      <PayButton />
      <Pair>
        <ButtonLink to={paths.code}>{words.code}</ButtonLink>
        <ButtonLink to={paths.findStore}>{words.findStore}</ButtonLink>
      </Pair>
      <Latest />
      <ListRows label={words.links}>
        <ListRow to={paths.help} main={words.help} />
        <ListRow to={paths.privacy} main={words.privacy} />
        <ListRow to={paths.settings} main={words.settings} />
      </ListRows>
    </Screen>
  )
}

/** What stands above everything else, most important first. */
function Standing() {
  const { home, stopped } = useCustomerWords()
  const { code, standing, openDemands, stops } = useCustomer()
  const unresolved = unresolvedOf(code)
  return (
    <>
      {unresolved ? (
        <Banner tone="attention" link={{ to: paths.result(unresolved.key), label: home.seeResult }}>
          {home.unresolved}
        </Banner>
      ) : null}
      {standing === 'active' ? null : (
        <Banner tone="stopped" link={{ to: paths.stopped, label: home.seeContents }}>
          {standing === 'self_stopped' ? stopped.self : stopped.banner}
        </Banner>
      )}
      {openDemands > 0 ? (
        <Banner tone="attention" link={{ to: paths.repayments, label: home.seeContents }}>
          {home.demands}
        </Banner>
      ) : null}
      <StopBanners stops={stops} concerned={['pay', 'code_pay', 'top_up']} />
    </>
  )
}

function TextSizeButton() {
  const words = useCustomerWords().home
  const size = useTextSize()
  const { mutate: change } = useChangeSettings()
  return (
    <Button kind="text" icon={<ALargeSmall aria-hidden="true" />} onPress={() => change({ textSize: nextTextSize(size) })}>
      {words.textSize}
    </Button>
  )
}
