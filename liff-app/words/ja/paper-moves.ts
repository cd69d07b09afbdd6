/** The moves about a demand's papers and its end. */
export const paperMoves = {
  moveNames: {
    'print-letter': '郵送用の文書を印刷',
    'record-posting': '郵送を記録',
    'propose-booking': '受領を記録（手入力）を起案',
    'propose-withdrawal': '請求の取り下げを起案',
    'propose-write-off': '免除・貸倒を起案',
    'report-to-police': '警察へ相談を記録',
    'note-limitation': '時効に関わる記録',
  },
  whatHappens: {
    'print-letter': '請求書を、あて先をつけた郵送用のPDFにします。住所はこの文書だけに保存します。',
    'record-posting': '差し出した日と方法を記録します。督促の記録に数えます。',
    'propose-booking': '通帳や窓口の記録にある入金を、返済として記録するよう起案します。別の職員が承認すると記録します。',
    'propose-withdrawal': '残りの請求を取り下げるよう起案します。受け取った分はそのまま返済として残ります。承認のあと、正しい内容であらためて請求できます。',
    'propose-write-off': '残りの返済を免除、または貸倒とするよう起案します。別の職員が承認すると記録します。',
    'report-to-police': '相談した警察署と日付を記録します。',
    'note-limitation': '債務の承認、催告、弁護士の確認を記録します。',
  },
  send: {
    'print-letter': '文書を作る',
    'record-posting': '記録する',
    'propose-booking': '起案する',
    'propose-withdrawal': '起案する',
    'propose-write-off': '起案する',
    'report-to-police': '記録する',
    'note-limitation': '記録する',
  },
  done: {
    'print-letter': '文書を作りました。「返済の書類と記録」から開いてください。',
    'record-posting': '郵送を記録しました。',
    'propose-booking': '起案しました。承認をお待ちください。',
    'propose-withdrawal': '起案しました。承認をお待ちください。',
    'propose-write-off': '起案しました。承認をお待ちください。',
    'report-to-police': '警察への相談を記録しました。',
    'note-limitation': '記録しました。',
  },
}
