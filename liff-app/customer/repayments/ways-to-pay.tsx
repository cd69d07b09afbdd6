import { useState } from 'react'
import { Check, Copy } from 'lucide-react'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import { Button } from '../../ui/button.tsx'
import { inFours } from '../../ui/format.ts'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useWaysWords } from '../../words/ways.ts'
import styles from './ways-to-pay.module.css'

type Ways = NonNullable<DemandForCustomer['ways']>

/** Where the main button of the screen leads. */
export const waysId = 'ways'

/** お支払い方法: what to type at which convenience store, and the bank place. Word for word what the PDF and the letter say. */
export function WaysToPay({ ways }: { ways: DemandForCustomer['ways'] }) {
  const words = useWaysWords()
  return (
    <section id={waysId} aria-label={words.title}>
      <Stack gap={2}>
        <h2>{words.title}</h2>
        {ways ? <Given ways={ways} /> : <Note>{words.waiting}</Note>}
      </Stack>
    </section>
  )
}

function Given({ ways }: { ways: Ways }) {
  const words = useWaysWords()
  const language = useLanguage()
  const { intro, ways: all } = ways[language]
  const [copied, setCopied] = useState<string | null>(null)
  const copy = (key: string, value: string) => void navigator.clipboard.writeText(value).then(() => setCopied(key), () => setCopied(null))
  return (
    <>
      {intro.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {all.map(({ name, numbers, steps }) => (
        <Card key={name} label={name}>
          <h3>{name}</h3>
          <dl className={styles.numbers}>
            {numbers.map((number) => {
              const key = `${name}/${number.name}`
              return (
                <div key={key} className={styles.number}>
                  <dt>{number.name}</dt>
                  <dd className={styles.value}>{/^[0-9]{9,}$/.test(number.value) ? inFours(number.value) : number.value}</dd>
                  {/^[0-9]{4,}$/.test(number.value) ? (
                    <dd>
                      <Button icon={copied === key ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />} onPress={() => copy(key, number.value)}>
                        {copied === key ? words.copied : words.copy(number.name)}
                      </Button>
                    </dd>
                  ) : null}
                </div>
              )
            })}
          </dl>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Card>
      ))}
      <div role="status">{copied ? <Note>{words.copied}</Note> : null}</div>
      <Note>{words.onlyHere}</Note>
      <Note>{words.version(String(ways.version), ways.hash.slice(0, 16))}</Note>
    </>
  )
}
