import type { ApprovalKind } from '../approval/approval.ts'
import type { Verdict } from './case.ts'

/** The words of a case that appear in several places: timeline, snapshots, messages. */
export const approvalKindWords = {
  confirm_freeze: { ja: '凍結の確定', en: 'confirm the freeze' },
  demand: { ja: '返済の請求', en: 'demand repayment' },
  unfreeze: { ja: '停止の解除', en: 'lift the stop' },
  refund: { ja: '返金', en: 'refund' },
  assign_suspense: { ja: '照合できない入金の充当', en: 'assign unmatched money' },
  return_suspense: { ja: '照合できない入金の返還', en: 'return unmatched money' },
  release_payout: { ja: '店舗への振込', en: 'transfer to stores' },
  resume_function: { ja: '止めた機能の再開', en: 'resume a stopped function' },
  put_rule_in_force: { ja: '検知ルールの変更', en: 'change a fraud rule' },
  allow_subject: { ja: '許可リストへの登録', en: 'put on the allow-list' },
  snooze_subject: { ja: '通知の休止', en: 'snooze' },
  confirm_stop: { ja: '停止の確定', en: 'confirm the stop' },
  lift_stop: { ja: '店舗・端末の停止の解除', en: 'lift the stop of a store or device' },
  instalments: { ja: '分割の承認', en: 'agree on instalments' },
  defer: { ja: '期限の延長', en: 'defer the due day' },
  write_off: { ja: '免除・貸倒', en: 'write off' },
  withdraw_demand: { ja: '請求の取り下げ', en: 'withdraw the demand' },
  book_repayment: { ja: '返済の手入力', en: 'book a repayment by hand' },
  return_repayment: { ja: '受け取った返済の返金', en: 'give repaid money back' },
  release_self_stop: { ja: '本人が止めた支払いの再開', en: 'resume what the customer stopped' },
} as const satisfies Record<ApprovalKind, { ja: string; en: string }>

export const verdictWords = { cleared: { ja: '問題なし', en: 'cleared' }, confirmed: { ja: '不正確定', en: 'confirmed' }, undecided: { ja: '判断できない', en: 'cannot be decided' } } as const satisfies Record<Verdict, { ja: string; en: string }>

const verdictReasons = {
  family: { ja: '家族', en: 'family' },
  mistyped: { ja: '打ちまちがい', en: 'mistyped' },
  event: { ja: '行事', en: 'event' },
  store_record: { ja: '店舗登録の誤り', en: 'store record wrong' },
  other: { ja: 'その他', en: 'other' },
  simultaneous: { ja: '同時刻の複数決済', en: 'payments at the same time' },
  takeover: { ja: '乗っ取り', en: 'takeover' },
  own_store: { ja: '自店決済', en: 'own-store payment' },
  collusion: { ja: '共謀', en: 'collusion' },
  no_answer: { ja: '店舗の回答がない', en: 'no answer from the store' },
  no_record: { ja: '記録が残っていない', en: 'no record kept' },
  contradicting: { ja: '話が食いちがう', en: 'contradicting accounts' },
  unreachable: { ja: '本人に連絡がつかない', en: 'customer out of reach' },
} as const

export const verdictReasonWords = (reason: string): { readonly ja: string; readonly en: string } =>
  reason in verdictReasons ? verdictReasons[reason as keyof typeof verdictReasons] : { ja: reason, en: reason }

/** Reasons that belong to each verdict: 「家族」 is no typology of fraud. */
export const reasonsOf = {
  cleared: ['family', 'mistyped', 'event', 'store_record', 'other'],
  confirmed: ['simultaneous', 'takeover', 'own_store', 'collusion', 'other'],
  undecided: ['no_answer', 'no_record', 'contradicting', 'unreachable', 'other'],
} as const satisfies Record<Verdict, readonly (keyof typeof verdictReasons)[]>

export const writeOffWords = { waived: { ja: '免除', en: 'waived' }, uncollectable: { ja: '貸倒', en: 'uncollectable' } } as const
export const manualMethodWords = {
  bank_transfer: { ja: '銀行振込', en: 'bank transfer' },
  desk: { ja: '窓口', en: 'at the desk' },
  postal_transfer: { ja: '郵便振替', en: 'postal transfer' },
} as const
export const postalMethodWords = {
  ordinary: { ja: '普通郵便', en: 'ordinary post' },
  recorded: { ja: '特定記録', en: 'recorded post' },
  certified: { ja: '内容証明', en: 'certified post' },
} as const
export const limitationNoteWords = {
  acknowledged: { ja: '債務の承認', en: 'debt acknowledged' },
  demanded: { ja: '催告', en: 'demanded' },
  lawyer_checked: { ja: '弁護士の確認', en: 'checked by a lawyer' },
} as const

export const recordFoundWords = { found: '記録あり', missing: '記録なし', unknown: '分からない' } as const
export const acquaintanceWords = { regular: '常連', first_time: '初めて', unknown: '分からない' } as const
export const sameCheckoutWords = { same: '同じ会計', different: '別の会計', unknown: '分からない' } as const

/** Who to call, and when; the same in every message and letter. */
export const contact = '0120-000-000（8:30–17:15）'

export const contactWays = ['phone', 'letter', 'visit'] as const
export const contactWayWords = {
  phone: { ja: '電話', en: 'phone' },
  letter: { ja: '郵便', en: 'letter' },
  visit: { ja: '訪問・来庁', en: 'in person' },
} as const satisfies Record<(typeof contactWays)[number], { ja: string; en: string }>

export const contactOutcomes = ['reached', 'not_reached', 'sent', 'will_call_back', 'returned'] as const
export const contactOutcomeWords = {
  reached: { ja: '話せた', en: 'talked' },
  not_reached: { ja: '不在・応答なし', en: 'no answer' },
  sent: { ja: '発送した', en: 'sent' },
  will_call_back: { ja: '折り返しを待つ', en: 'will call back' },
  returned: { ja: '宛先不明で戻った', en: 'came back unopened' },
} as const satisfies Record<(typeof contactOutcomes)[number], { ja: string; en: string }>
