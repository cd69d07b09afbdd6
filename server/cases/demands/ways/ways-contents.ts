import { dayInEnglish, dayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { programme } from '../../../customers/programme.ts'
import type { Chain, NumberKind, ProviderWays } from '../../../payments/ways/ways.ts'
import type { WaysText } from '../contract.ts'

interface WaysFacts {
  readonly number: string
  readonly amount: bigint
  readonly validUntil: Day
}

type Language = 'ja' | 'en'
type Way = WaysText[Language]['ways'][number]

const chainNames: Readonly<Record<Chain, Readonly<Record<Language, string>>>> = {
  seven_eleven: { ja: 'セブン-イレブン', en: 'Seven-Eleven' },
  lawson: { ja: 'ローソン', en: 'Lawson' },
  family_mart: { ja: 'ファミリーマート', en: 'FamilyMart' },
  ministop: { ja: 'ミニストップ', en: 'Ministop' },
  seicomart: { ja: 'セイコーマート', en: 'Seicomart' },
}
const numberNames: Readonly<Record<NumberKind, Readonly<Record<Language, string>>>> = {
  slip: { ja: '払込票番号', en: 'Slip number (払込票番号)' },
  customer: { ja: 'お客様番号', en: 'Customer number (お客様番号)' },
  confirmation: { ja: '確認番号', en: 'Confirmation number (確認番号)' },
  company: { ja: '企業コード', en: 'Company code (企業コード)' },
  order: { ja: '注文番号', en: 'Order number (注文番号)' },
}
/** Chains where one goes to a machine first; at the others the counter takes the number itself. */
const machines: Readonly<Partial<Record<Chain, Readonly<Record<Language, string>>>>> = {
  lawson: { ja: '店内の端末（Loppi）', en: 'the machine in the store (Loppi)' },
  ministop: { ja: '店内の端末（Loppi）', en: 'the machine in the store (Loppi)' },
  family_mart: { ja: '店内のマルチコピー機', en: 'the copy machine in the store' },
  seicomart: { ja: '店内の端末（クラブステーション）', en: 'the machine in the store (Club Station)' },
}

/** お支払い方法のご案内 in both languages: chain by chain with the numbers that the provider gave, and the bank place. Page, PDF and letter show exactly this. */
export const waysContents = (given: ProviderWays, facts: WaysFacts): WaysText => ({ ja: inLanguage('ja', given, facts), en: inLanguage('en', given, facts) })

function inLanguage(language: Language, given: ProviderWays, facts: WaysFacts): WaysText[Language] {
  const amount = yenSign(facts.amount)
  const until = language === 'en' ? dayInEnglish(facts.validUntil) : dayInJapanese(facts.validUntil)
  return {
    intro: language === 'en'
      ? [`To pay now: ${amount}`, `Convenience stores take these numbers until ${until}. After that the mini-app shows new ones.`]
      : [`今回のお支払い ${amount}`, `コンビニの番号は ${until}まで使えます。そのあとは、新しい番号をみまもりペイの画面でお知らせします。`],
    ways: [...given.convenience.map(({ chain, numbers }) => atStore(language, chain, numbers, amount)), byTransfer(language, given, facts)],
  }
}

function atStore(language: Language, chain: Chain, numbers: ProviderWays['convenience'][number]['numbers'], amount: string): Way {
  const machine = machines[chain]?.[language]
  const named = numbers.map(({ kind }) => numberNames[kind][language])
  const steps = language === 'en'
    ? [
        ...(machine ? [`At ${machine}, choose payment by number (代金支払い・各種番号) and enter: ${named.join(', ')}.`, 'Take the slip that it prints to the counter within 30 minutes.'] : [`Tell or show the counter your ${named.join(' and ')}. Say “internet payment” (インターネット支払い).`]),
        `Pay ${amount} in cash and keep the receipt. There is no fee.`,
      ]
    : [
        ...(machine ? [`${machine}で「代金支払い」「各種番号をお持ちの方」をえらび、${named.join('、')}を入力します。`, '出てきた用紙を、30分以内にレジへお持ちください。'] : [`レジで「インターネット支払い」と伝え、${named.join('と')}を見せるか、お伝えください。`]),
        `${amount}を現金で支払い、控えをお受け取りください。手数料はかかりません。`,
      ]
  return { name: chainNames[chain][language], numbers: numbers.map(({ kind, value }) => ({ name: numberNames[kind][language], value })), steps }
}

function byTransfer(language: Language, { bank }: ProviderWays, { number }: WaysFacts): Way {
  const values = { bank: `${bank.bank_name}（${bank.bank_code}）`, branch: `${bank.branch_name}（${bank.branch_code}）` }
  return language === 'en'
    ? {
        name: 'Bank transfer',
        numbers: [{ name: 'Bank', value: values.bank }, { name: 'Branch', value: values.branch }, { name: 'Ordinary deposit (普通)', value: bank.number }, { name: 'Holder', value: bank.holder_kana }],
        steps: [`Only this request has these bank details: whatever you transfer there is counted for ${number}.`, `Please write ${number} before the payer’s name. You can also pay part of it.`],
      }
    : {
        name: '銀行振込',
        numbers: [{ name: '銀行', value: values.bank }, { name: '支店', value: values.branch }, { name: '普通預金', value: bank.number }, { name: '名義', value: bank.holder_kana }],
        steps: [`この請求だけの口座です。振り込まれたお金は、請求 ${number} の返済として受け取ります（受取人 ${programme.issuer.payee}）。`, `お振込みの名前の前に、${number} をお書きください。分けてお支払いいただくこともできます。`],
      }
}
