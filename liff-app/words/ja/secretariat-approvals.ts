/** The messages that a move will send, as read before sending. */
export const messagesWords = {
  names: {
    F01: 'ようこそ', F02: '領収', F03: '取消', F04: '入金通知', F05: '即時アラート', F06: '日報', F07: '月報', F08: '事実確認', F09: '事実確認の催促', F10: '一時停止', F11: '再開',
    F12: '本人確認', F13: '返済のお願い', F14: '返済の催促', F15: '一部受領', F16: '完済', F17: '報告受付', F18: '承認依頼', F19: '新しい端末', F20: 'インシデント', F21: '期限の案内', F22: '自分で停止', F23: 'お店の一時停止',
    'plan-agreed': '分割のお知らせ', 'plan-declined': '分割のお知らせ', 'plan-ended': '分割の終わりのお知らせ', deferred: '期限のお知らせ', repayment: '返済の連絡',
    answer: '回答のお知らせ', 'appeal-decided': '申し出へのお返事', overdue: '期限切れの知らせ', 'store-report': '入金がない申し出', 'infected-file': '安全でないファイル', assigned: '担当の割り当て', refund: '返金のお知らせ', reply: 'トークの返事',
  } as Record<string, string>,
  /** First line: title of the message; the rest: its body. */
  factCheck: (payments: string, due: string) =>
    `事実確認のお願い
いつもご協力いただき、ありがとうございます。次のお支払いについて、記録の確認をお願いいたします。
${payments}
回答の期限 ${due}
お客さまご本人への声かけは不要です。`,
  factCheckQuestion: '回答の画面に出る質問',
  factCheckPayments: (first: string, others: number) => (others === 0 ? first : `${first}ほか${others}件`),
  factCheckPayment: (when: string, yen: string, match: string) => `${when} ${yen}（照合番号 ${match}）`,
  paused: (expected: string) =>
    `お支払いを一時的に止めています
ご確認が必要なお支払いがあったためです。残高は変わっていません。
確認の目安 ${expected}まで
お心当たりや、ご事情のある方はお知らせください。
お問い合わせ 0120-000-000（8:30–17:15）`,
  resumed: (balance: string) =>
    `お支払いを再開しました
確認が終わりました。ご不便をおかけし、申し訳ありませんでした。
使える金額 ${balance}`,
  resumedRepaid: (balance: string) =>
    `お支払いを再開しました
返済が終わりましたので、お支払いを再開しました。
使える金額 ${balance}`,
  demand: (number: string, due: string) =>
    `返済のお願い
事務局からの大切なご連絡です。
請求番号 ${number}
期限 ${due}
金額・理由・お支払い方法は、下のボタンからご確認ください。口座番号をトークでお送りすることはありません。
一度にお支払いがむずかしい方、内容に納得できない方は、ご相談ください。`,
  approval: (what: string, caseNumber: string, yen: string, proposer: string, expires: string) =>
    `承認のお願い
${what}・${caseNumber}
${yen === '' ? '' : `金額 ${yen}`}
起案 ${proposer}
期限 ${expires}
内容をご確認のうえ、判断をお願いいたします。`,
}

/** What the approval screens say. */
export const approvalsWords = {
  title: '承認',
  tabsLabel: '承認の絞り込み',
  tabs: { proposed: '承認待ち', decided: '決裁済み' },
  empty: '承認を待っている起案はありません。',
  emptyDecided: '決裁した起案はまだありません。',
  toCases: '案件を見る',
  kind: {
    confirm_freeze: '凍結の確定', demand: '返済の請求', unfreeze: '停止の解除', refund: '返金', assign_suspense: '照合できない入金の充当',
    return_suspense: '照合できない入金の返還', release_payout: '店舗への振込', resume_function: '止めた機能の再開',
    put_rule_in_force: '検知ルールの変更', allow_subject: '許可リストへの登録', snooze_subject: '通知の休止',
    confirm_stop: '停止の確定', lift_stop: '店舗・端末の停止の解除', instalments: '分割の承認', defer: '期限の延長',
    write_off: '免除・貸倒', withdraw_demand: '請求の取り下げ', book_repayment: '返済の手入力', return_repayment: '受け取った返済の返金', release_self_stop: '本人が止めた支払いの再開',
  },
  state: { proposed: '承認待ち', approved: '承認済み', sent_back: '差し戻し', expired: '無効（期限切れ）', withdrawn: '取り下げ' },
  one: (number: string) => `承認 ${number}`,
  back: '承認の一覧へ',
  proposed: (who: string, when: string) => `起案 ${who} ${when}`,
  proposer: '起案',
  expires: '承認の期限',
  left: (clock: string) => `残り${clock}`,
  hash: (when: string) => `根拠は${when}に固定`,
  subject: '対象',
  amount: '金額',
  dueOn: '返済の期限',
  case: '案件',
  reason: '起案の理由',
  snapshot: (when: string) => `起案時の根拠（${when}に固定）`,
  snapshotHash: '固定した内容の指紋',
  findings: '事実確認の結果',
  noFindings: '事実確認の結果はありません。',
  payments: '対象の支払い',
  consequences: '承認すると',
  decidedList: '承認の一覧へ',
  changed: '起案のあとに変わったこと',
  unchanged: '起案のあとに変わったことはありません。',
  preview: '送信内容',
  noPreview: '承認しても、送られるメッセージはありません。',
  decisionTitle: '判断',
  decisionReason: '理由',
  decisionHint: '例：店舗の回答と支払いの記録を確認した',
  reasonMissing: '理由を入力してください',
  approve: '承認する',
  sendBack: '差し戻す',
  deciding: '送っています…',
  approving: '承認しています…',
  sendingBack: '差し戻しています…',
  approvedNow: '承認しました。',
  sentBackNow: '差し戻しました。',
  decided: (who: string, when: string, what: string) => `${who}さんが${when}に${what}しました。`,
  decidedApproved: '承認',
  decidedSentBack: '差し戻し',
  decidedReason: (reason: string) => `理由：${reason}`,
  expired: '48時間を過ぎたため、無効になりました。起案し直してください。',
  withdraw: 'この起案を取り下げる',
  withdrawTitle: '起案の取り下げ',
  withdrawNote: '承認の前なら、起案した本人が取り下げられます。取り下げると、この起案は承認できなくなります。',
  withdrawHint: '例：金額を直して起案し直すため',
  withdrawing: '取り下げています…',
  withdrawnNow: '取り下げました。',
  withdrawnBy: (who: string, when: string) => `起案した${who}さんが${when}に取り下げました。`,
  toCase: '案件を開く',
}
