import type { messagingApi } from '@line/bot-sdk'
import type { Config } from '../config.ts'
import { dayInEnglish, dayInJapanese } from '../core/time.ts'
import { flexCard } from '../line/flex.ts'
import { liffUrl } from '../line/liff-url.ts'
import { programme } from './programme.ts'

/** Tells a new customer that registration is complete, and what comes next. */
export function welcomeMessage(config: Config, customer: { code: string; language: 'ja' | 'en' }): messagingApi.FlexMessage {
  if (customer.language === 'en') {
    return flexCard({
      altText: 'You are registered',
      tone: 'ok',
      label: 'Done',
      title: 'You are registered',
      rows: [`You can pay with the ${programme.name.en} in LINE.`, { name: 'Your code', value: customer.code }, { name: 'Valid until', value: dayInEnglish(programme.validUntil) }],
      note: 'We never ask for a PIN or a bank account number.',
      buttons: [{ label: 'How to use', url: liffUrl(config, '/help') }, { label: 'Home', url: liffUrl(config, '/') }],
    })
  }
  return flexCard({
    altText: '登録が完了しました',
    tone: 'ok',
    label: '完了',
    title: '登録が完了しました',
    rows: [`${programme.name.ja}を、LINEで使えます。`, { name: '利用者番号', value: customer.code }, { name: '有効期限', value: dayInJapanese(programme.validUntil) }],
    note: '当方から暗証番号や口座番号をおたずねすることはありません。',
    buttons: [{ label: '使い方', url: liffUrl(config, '/help') }, { label: 'ホームへ', url: liffUrl(config, '/') }],
  })
}
