import { dayInJapanese, startOf, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { issuerAddress, issuerName, programme } from '../../customers/programme.ts'
import { note, paragraph, particulars, title, type Paper } from '../../documents/paper.ts'
import { contact } from '../words.ts'

/** One repayment of a demand. */
export interface ReceivedFacts {
  readonly number: string
  /** The how-many-th repayment of the demand, from 1. */
  readonly place: number
  readonly debtorName: string
  readonly receivedOn: Day
  readonly amount: bigint
  readonly surplus: bigint
  readonly method: string
  /** Left to pay after it. */
  readonly left: bigint
}

const methods: Readonly<Record<string, string>> = { konbini: 'コンビニエンスストア', bank_transfer: '銀行振込', desk: '窓口', card: 'カード', postal_transfer: '郵便振替' }

/** 受領書 */
export const receiptPaper = (facts: ReceivedFacts): Paper => ({
  ...frame(`受領書 ${facts.number}-${facts.place}`, facts.receivedOn),
  content: [
    title('受領書'),
    paragraph(`${facts.debtorName} 様`),
    { text: yenSign(facts.amount + facts.surplus), style: 'amount', margin: [0, 4, 0, 8] },
    paragraph('次のとおり受け取りました。'),
    particulars([
      ['受領番号', `${facts.number}-${facts.place}`],
      ['請求番号', facts.number],
      ['受け取った日', dayInJapanese(facts.receivedOn)],
      ['お支払いの方法', methods[facts.method] ?? 'お支払い'],
      ['返済にあてた金額', yenSign(facts.amount)],
      ...(facts.surplus > 0n ? [['多くお支払いの金額', `${yenSign(facts.surplus)}（返金の方法を事務局からご連絡します）`] as const] : []),
      ['残りの金額', yenSign(facts.left)],
    ]),
    ...issuer(),
  ],
})

export interface RepaidFacts {
  readonly number: string
  readonly debtorName: string
  readonly principal: bigint
  readonly issuedOn: Day
  readonly repaidOn: Day
}

/** 完済証明書 */
export const completionPaper = (facts: RepaidFacts): Paper => ({
  ...frame(`完済証明書 ${facts.number}`, facts.repaidOn),
  content: [
    title('完済証明書'),
    paragraph(`${facts.debtorName} 様`),
    paragraph('次の請求について、すべてのお支払いを受け取り、返済が終わったことを証明します。'),
    particulars([
      ['請求番号', facts.number],
      ['請求の発行日', dayInJapanese(facts.issuedOn)],
      ['金額', yenSign(facts.principal)],
      ['完了日', dayInJapanese(facts.repaidOn)],
    ]),
    ...issuer(),
  ],
})

export interface ReturnedFacts {
  readonly number: string
  readonly debtorName: string
  readonly issuedOn: Day
  readonly amount: bigint
  readonly method: string
  readonly returnedOn: Day
}

/** 返金のお知らせ */
export const returnedPaper = (facts: ReturnedFacts): Paper => ({
  ...frame(`返金のお知らせ ${facts.number}`, facts.returnedOn),
  content: [
    title('返金のお知らせ'),
    paragraph(`${facts.debtorName} 様`),
    { text: yenSign(facts.amount), style: 'amount', margin: [0, 4, 0, 8] },
    paragraph('次の請求は、確認の結果、必要がなくなりました。受け取ったお金をお返ししました。ご迷惑をおかけし、申し訳ありませんでした。'),
    particulars([
      ['請求番号', facts.number],
      ['請求の発行日', dayInJapanese(facts.issuedOn)],
      ['お返しした日', dayInJapanese(facts.returnedOn)],
      ['お返しの方法', methods[facts.method] ?? '—'],
      ['お返しした金額', yenSign(facts.amount)],
    ]),
    ...issuer(),
  ],
})

const frame = (name: string, on: Day) => ({ title: name, at: startOf(on), head: { left: issuerName, right: name }, foot: `みまもりペイ事務局　${contact}` })

const issuer = () => [
  particulars([['発行者', issuerName], ['所在地', `〒${programme.issuer.postalCode} ${issuerAddress}`], ['責任者', programme.issuer.responsible]]),
  note('この書面は、みまもりペイの記録から作成しています。'),
]
