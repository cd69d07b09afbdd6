import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { StopBanners } from '../../stops.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { daysUntil, yen } from '../../ui/format.ts'
import { Card, Note } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useGuideWords } from '../../words/guide.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { Steps } from '../steps.tsx'
import styles from './guide.module.css'

/** The sum for which the premium is told. Yen. */
const example = 10_000n

/** 商品券を買う: the number to name at the counter, how it goes on, and what comes on top. */
export function TopUpScreen() {
  const words = useGuideWords().topUp
  const app = useAppWords()
  const { code, limits, premiumPercent, stops, validUntil } = useCustomer()
  const over = daysUntil(validUntil, serverNow()) < 0
  return (
    <Screen title={words.title} back={paths.home} banner={<StopBanners stops={stops} concerned={['top_up']} />} nav={<CustomerNav />}>
      {over ? (
        <>
          <p>{words.closed}</p>
          <ButtonLink to={paths.home}>{app.home}</ButtonLink>
        </>
      ) : (
        <>
          <Card tint>
            <h2>{words.number}</h2>
            <p className={styles.code}>{code}</p>
          </Card>
          <Steps steps={words.steps} />
          <Card>
            <p>{words.premium(yen(example), yen((example * BigInt(premiumPercent)) / 100n))}</p>
            <Note>{words.most(yen(limits.purchase))}</Note>
          </Card>
          <ButtonLink to={paths.help}>{app.contact}</ButtonLink>
        </>
      )}
    </Screen>
  )
}
