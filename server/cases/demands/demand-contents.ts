import { inFours } from '../../core/ids.ts'
import { dayInJapanese, momentInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { issuerAddress, issuerName, programme } from '../../customers/programme.ts'
import { contact } from '../words.ts'

/** Everything a demand is written from. */
export interface DemandFacts {
  readonly number: string
  readonly debtorName: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly principal: bigint
  /** The verdict's reason: which article of the terms was broken. */
  readonly verdictReason: string
  readonly payments: readonly { readonly number: string; readonly paidAt: Date; readonly storeName: string; readonly amount: bigint }[]
  /** Result of each store's fact check in one line, without anybody else's personal data. */
  readonly findings: readonly string[]
  /** Number of the withdrawn demand that this one corrects. */
  readonly replaces: string | null
}

export interface Part {
  readonly heading: string
  readonly lines: readonly string[]
}

const articles: Readonly<Record<string, string>> = {
  simultaneous: '利用規約 第12条第1項（本人以外の利用、同時刻の複数の利用の禁止）',
  takeover: '利用規約 第12条第2項（他人の利用者情報による利用の禁止）',
  own_store: '利用規約 第12条第3項（自らの店舗での決済の禁止）',
  collusion: '利用規約 第12条第4項（売買の実体のない決済の禁止）',
}

/** What the claim rests on besides unjust enrichment, by what was found. ⚖ */
const alsoBy: Readonly<Record<string, string>> = {
  takeover: '民法第709条（不法行為による損害賠償）',
  own_store: '民法第709条（不法行為による損害賠償）',
  collusion: '民法第709条・第719条（共同不法行為による損害賠償）',
}

/**
 * The fifteen legal parts of a demand, in order. Page, PDF and letter show exactly these. The tone is a request: no
 * threat, and no word to or about family and workplace.
 */
export function demandContents(facts: DemandFacts): Part[] {
  return [...whatAndWhy(facts), ...howAndWhen(facts), ...rights()]
}

function whatAndWhy(facts: DemandFacts): Part[] {
  const { payments, principal } = facts
  return [
    { heading: '発行者', lines: [issuerName, `〒${programme.issuer.postalCode} ${issuerAddress}`, `電話 ${contact}`, `責任者 ${programme.issuer.responsible}`] },
    {
      heading: '宛名・発行日・請求番号',
      lines: [
        `${facts.debtorName} 様`,
        `発行日 ${dayInJapanese(facts.issuedOn)}`,
        `請求番号 ${facts.number}`,
        ...(facts.replaces === null ? [] : [`${facts.replaces} を取り消し、あらためてお知らせします`]),
      ],
    },
    {
      heading: '請求の理由と法的な根拠',
      lines: [
        '次のお支払いは、商品券の正しい利用と認められなかったため、その金額の返済をお願いするものです。',
        articles[facts.verdictReason] ?? '利用規約 第12条（禁止する利用）',
        '民法第703条・第704条（不当利得の返還）',
        ...(alsoBy[facts.verdictReason] ? [alsoBy[facts.verdictReason] ?? ''] : []),
      ],
    },
    {
      heading: '対象のお支払い',
      lines: payments.map((paid) => `${momentInJapanese(paid.paidAt)} ${paid.storeName} ${yenSign(paid.amount)}（支払番号 ${inFours(paid.number)}）`),
    },
    { heading: '確認の経過', lines: facts.findings.length > 0 ? facts.findings : ['店舗からの回答はありませんでした。事務局の記録により確認しました。'] },
    { heading: '金額の内訳', lines: [`元金 ${yenSign(principal)}`, '遅延損害金 なし（請求しません）', `合計 ${yenSign(principal)}`] },
  ]
}

function howAndWhen({ number, dueOn }: DemandFacts): Part[] {
  return [
    { heading: '期限', lines: [`${dayInJapanese(dueOn)}まで`] },
    {
      heading: '返済の方法',
      lines: [
        'コンビニエンスストアでのお支払い：番号と手順は「お支払い方法のご案内」をご覧ください。',
        `この請求だけの口座へのお振込み（名義 ${programme.issuer.payee}）：口座は「お支払い方法のご案内」をご覧ください。お振込みの名前の前に、請求番号 ${number} をお書きください。`,
        '「お支払い方法のご案内」は、みまもりペイの画面と書面だけでお知らせします。トークではお送りしません。',
        '手数料は事務局が負担します。分けてお支払いいただくこともできます。',
      ],
    },
    {
      heading: '分割・猶予のご相談',
      lines: [
        `一度にお支払いがむずかしい方は、期限までにご相談ください。電話 ${contact}`,
        '分割の期限を守れなかったときは、まずご事情をうかがい、そのうえで残りの金額の返済方法をあらためて決めます。',
      ],
    },
    {
      heading: '内容に納得できないとき',
      lines: ['発行日から30日以内に、お問い合わせ窓口へお申し出ください。', 'お申し出を確認しているあいだ、催促は行いません。'],
    },
    { heading: '期限までにお支払いがないとき', lines: ['あらためてご連絡します。そのあともお支払いがないときは、法的な手続きを検討することがあります。'] },
  ]
}

function rights(): Part[] {
  return [
    { heading: 'お支払いの停止と残高', lines: ['返済の確認が終わるまで、商品券でのお支払いを止めています。残高はなくなりません。', '返済が終わりましたら、お支払いの再開の手続きを行います。'] },
    { heading: '個人情報の利用目的', lines: ['お名前・ご連絡先・お支払いの記録は、この請求と返済の確認のためだけに使います。'] },
    { heading: 'お問い合わせ窓口', lines: [issuerName, `電話 ${contact}（土日・祝日を除く）`] },
    {
      heading: '詐欺へのご注意',
      lines: ['職員がご自宅に現金を受け取りに行くことはありません。', '口座番号をトークでお送りすること、暗証番号をおたずねすることはありません。'],
    },
  ]
}
