/** What a refusal says about money. `none` marks screens that cannot touch money. */
export type MoneyLine = 'not-moved' | 'completed' | 'unknown' | 'none'

export interface RefusalWords {
  readonly httpState: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
  readonly money: MoneyLine
  readonly ja: string
  readonly en: string
  readonly nextJa: string
  readonly nextEn: string
}

const ask = { nextJa: '事務局へお問い合わせください。', nextEn: 'Please contact the secretariat.' }
const reload = { nextJa: '画面を読み込み直してください。', nextEn: 'Please reload the page.' }
const fixInput = { nextJa: '入力を直して、もう一度お試しください。', nextEn: 'Please correct it and try again.' }
const signInAgain = { nextJa: 'もう一度ご確認ください。', nextEn: 'Please sign in again.' }
const otherWay = { nextJa: 'ほかの方法でお支払いください。', nextEn: 'Please pay another way.' }

const words = {
  // The edge
  'invalid-input': { httpState: 400, money: 'not-moved', ja: '入力の内容を確認してください。{field}', en: 'Please check what you entered. {field}', ...fixInput },
  'broken-json': { httpState: 400, money: 'not-moved', ja: '送られた内容を読み取れませんでした。', en: 'The request could not be read.', ...fixInput },
  'unsupported-media': { httpState: 415, money: 'not-moved', ja: 'この形式では受け付けられません。', en: 'This format is not accepted.', ...fixInput },
  'too-large': { httpState: 413, money: 'not-moved', ja: '送られた内容が大きすぎます。', en: 'The request is too large.', ...fixInput },
  'not-found': { httpState: 404, money: 'not-moved', ja: 'このページは見つかりませんでした。', en: 'Not found.', nextJa: 'ホームへお戻りください。', nextEn: 'Please go back to home.' },
  'too-many-tries': { httpState: 429, money: 'not-moved', ja: '続けて失敗したため、しばらくお待ちください。', en: 'Too many tries. Please wait a while.', nextJa: '時間をおいて、もう一度お試しください。', nextEn: 'Please try again later.' },
  busy: { httpState: 503, money: 'unknown', ja: '混み合っています。', en: 'We are busy just now.', nextJa: 'もう一度お試しください。同じ支払いが二重になることはありません。', nextEn: 'Please try again. The same payment is never made twice.' },
  'bad-signature': { httpState: 401, money: 'not-moved', ja: '署名を確認できませんでした。', en: 'The signature does not match.', nextJa: '送信元の鍵を確認してください。', nextEn: 'Check the sender’s key.' },
  'outside-time-window': { httpState: 401, money: 'not-moved', ja: '通知の時刻が古すぎるか、先すぎます。', en: 'The notification’s timestamp is outside the window.', nextJa: '送信元の時計を確認してください。', nextEn: 'Check the sender’s clock.' },
  'foreign-origin': { httpState: 403, money: 'not-moved', ja: 'ほかのサイトからの操作は受け付けられません。', en: 'Requests from other sites are not accepted.', ...reload },
  // Who is asking
  'not-signed-in': { httpState: 401, money: 'not-moved', ja: '時間がたったため、もう一度確認が必要です。', en: 'Please sign in again.', ...signInAgain },
  'id-token-expired': { httpState: 401, money: 'not-moved', ja: 'LINEの確認の期限が切れました。', en: 'Your LINE sign-in has expired.', ...signInAgain },
  'id-token-invalid': { httpState: 401, money: 'not-moved', ja: 'LINEの確認ができませんでした。', en: 'Your LINE sign-in could not be verified.', ...signInAgain },
  'not-your-role': { httpState: 403, money: 'not-moved', ja: 'この画面を見る権限がありません。', en: 'This screen is for another role.', nextJa: 'ホームへお戻りください。', nextEn: 'Please go back to home.' },
  'wrong-password': { httpState: 401, money: 'none', ja: 'IDまたはパスワードがちがいます。続けてまちがえると、30分間サインインできなくなります。', en: 'The ID or password is wrong. After repeated failures sign-in is blocked for 30 minutes.', nextJa: 'もう一度入力してください。', nextEn: 'Please try again.' },
  'locked-out': { httpState: 429, money: 'none', ja: '安全のため、{until}までサインインできません。', en: 'For safety, sign-in is blocked until {until}.', nextJa: 'お急ぎの方は、店長または事務局へご連絡ください。', nextEn: 'Please contact your manager or the secretariat.' },
  'other-line-account': { httpState: 403, money: 'none', ja: 'このIDは、別のLINEアカウントと結びついています。', en: 'This ID is linked to another LINE account.', nextJa: '店長または事務局にご確認ください。', nextEn: 'Please ask your manager or the secretariat.' },
  'own-password-first': { httpState: 403, money: 'none', ja: 'はじめに、ご自分だけのパスワードを決めてください。', en: 'Please choose a password of your own first.', ...reload },
  'password-weak': { httpState: 422, money: 'none', ja: 'このパスワードは使えません。12文字以上で、IDやよくある言葉とちがうものにしてください。', en: 'Please choose 12 characters or more, different from your ID and from common words.', ...fixInput },
  'temporary-password-over': { httpState: 403, money: 'none', ja: '仮パスワードの期限が過ぎました。', en: 'The temporary password has expired.', nextJa: '店長に、パスワードの作り直しをご依頼ください。', nextEn: 'Please ask your manager for a new one.' },
  'person-needed': { httpState: 403, money: 'not-moved', ja: '15分のあいだ操作がなかったため、IDとパスワードをもう一度入力してください。', en: 'Nobody used this terminal for 15 minutes. Please enter your ID and password again.', ...reload },
  'last-manager': { httpState: 409, money: 'none', ja: '店長が1人のときは停止できません', en: 'The only manager cannot be stopped.', nextJa: '先に、ほかの店長を招待してください。', nextEn: 'Please invite another manager first.' },
  'not-yourself': { httpState: 409, money: 'none', ja: 'ご自分のことは、ほかの店長・オーナーが変えます。', en: 'Another manager or the owner has to change this for you.', nextJa: 'ほかの店長・オーナーに依頼してください。', nextEn: 'Please ask another manager or the owner.' },
  'owners-over-owners': { httpState: 403, money: 'none', ja: 'オーナーのことは、オーナーだけが変えられます。', en: 'Only an owner can change an owner.', nextJa: 'オーナーに依頼してください。', nextEn: 'Please ask the owner.' },
  'works-elsewhere': { httpState: 409, money: 'none', ja: 'この方は、ほかのお店でも働いています。', en: 'This person works in other stores too.', ...ask },
  'invitation-over': { httpState: 422, money: 'none', ja: 'この招待は、使えなくなっています。', en: 'This invitation is no longer valid.', nextJa: '店長に、もう一度招待してもらってください。', nextEn: 'Please ask the manager for a new one.' },
  'already-staff': { httpState: 409, money: 'none', ja: 'このLINEアカウントは、すでにお店か事務局で使われています。', en: 'This LINE account already belongs to somebody of a store or the secretariat.', nextJa: 'IDとパスワードでサインインしてください。', nextEn: 'Please sign in with your ID and password.' },
  'declaration-missing': { httpState: 400, money: 'none', ja: '自店で支払わないことの確認が必要です。', en: 'Please declare that you will not pay at your own store.', ...fixInput },
  'device-denied': { httpState: 403, money: 'none', ja: 'この端末は、ご本人の届け出により使えなくなっています。', en: 'This device was blocked by its person.', nextJa: '店長または事務局へご連絡ください。', nextEn: 'Please contact your manager or the secretariat.' },
  'own-device-denied': { httpState: 403, money: 'none', ja: 'この端末は、ご本人の操作で使えなくなっています。', en: 'This device was blocked by its owner.', nextJa: 'お心当たりのない方は、0120-000-000（8:30–17:15）へお電話ください。', nextEn: 'If that was not you, please call 0120-000-000 (8:30–17:15).' },
  'device-too-new': { httpState: 409, money: 'none', ja: 'はじめて使ってから24時間は、ほかの端末を変えられません。', en: 'For 24 hours after its first use this device cannot change other devices.', nextJa: 'お急ぎの方は「支払いを止める」を押すか、0120-000-000（8:30–17:15）へお電話ください。', nextEn: 'If it is urgent, press “Stop payments” or call 0120-000-000 (8:30–17:15).' },
  'device-in-hand': { httpState: 409, money: 'none', ja: 'いま使っている端末は、ここでは変えられません。', en: 'The device in your hand cannot be changed here.', nextJa: '「支払いを止める」を使うか、お問い合わせください。', nextEn: 'Please use “Stop payments”, or contact us.' },
  // Customers
  'not-registered': { httpState: 403, money: 'not-moved', ja: 'まだ登録がお済みではありません。', en: 'You are not registered yet.', nextJa: '登録をお願いします（約3分）。', nextEn: 'Please register (about 3 minutes).' },
  'already-registered': { httpState: 409, money: 'none', ja: 'すでに登録されています。', en: 'You are already registered.', nextJa: 'ホームへお進みください。', nextEn: 'Please go to home.' },
  'phone-registered-elsewhere': { httpState: 409, money: 'none', ja: 'この電話番号は、別のLINEアカウントで登録されています。', en: 'This phone number is registered with another LINE account.', nextJa: '機種変更の方は、お問い合わせください。', nextEn: 'If you changed phones, please contact us.' },
  'consent-missing': { httpState: 400, money: 'none', ja: '利用規約と個人情報の取り扱いへの同意が必要です。', en: 'Please accept the terms and the privacy notice.', ...fixInput },
  // Payments
  'key-missing': { httpState: 400, money: 'not-moved', ja: '支払いの番号（Idempotency-Key）がありません。', en: 'The Idempotency-Key header is missing.', ...reload },
  'key-reused': { httpState: 409, money: 'not-moved', ja: '同じ支払いの番号で、ちがう内容が送られました。', en: 'This payment key was used for another request.', ...reload },
  'key-closed': { httpState: 409, money: 'not-moved', ja: 'この支払いは取りやめました。', en: 'This payment was called off.', nextJa: 'もう一度お支払いいただけます。', nextEn: 'You can pay again.' },
  'balance-short': { httpState: 422, money: 'not-moved', ja: '残高が足りません。使える金額は{balance}です。', en: 'Your balance is too low. You can use {balance}.', nextJa: '足りない分は現金などでお支払いください。', nextEn: 'Please pay the rest another way.' },
  'payment-limit': { httpState: 422, money: 'not-moved', ja: '1回に支払えるのは{limit}までです。', en: 'One payment can be at most {limit}.', nextJa: '金額を直してください。', nextEn: 'Please change the amount.' },
  'day-limit': { httpState: 422, money: 'not-moved', ja: '今日はあと{left}まで支払えます。', en: 'You can pay {left} more today.', nextJa: '金額を直してください。', nextEn: 'Please change the amount.' },
  'voucher-expired': { httpState: 422, money: 'not-moved', ja: '{day}で有効期限が終わりました。', en: 'Your voucher expired on {day}.', ...ask },
  'payer-frozen': { httpState: 422, money: 'not-moved', ja: 'お支払いを一時的に止めています。', en: 'Your payments are paused.', nextJa: '事情を説明するか、0120-000-000（8:30–17:15）へお電話ください。', nextEn: 'Tell us your side, or call 0120-000-000 (8:30–17:15).' },
  'self-stopped': { httpState: 422, money: 'not-moved', ja: 'ご自分の操作で支払いを止めています。', en: 'You stopped your payments yourself.', nextJa: '再開を申し込んでください。', nextEn: 'Please ask us to resume them.' },
  'device-stopped': { httpState: 422, money: 'not-moved', ja: 'この端末からの支払いを止めています。', en: 'Payments from this device are stopped.', ...ask },
  'not-self-stopped': { httpState: 409, money: 'none', ja: 'ご本人が止めた支払いはありません。', en: 'The customer has stopped nothing.', ...reload },
  'store-not-found': { httpState: 422, money: 'not-moved', ja: 'このお店の番号は見つかりませんでした。', en: 'No store has this number.', nextJa: 'お店の番号（6けた）を確かめてください。', nextEn: 'Please check the six-digit store number.' },
  'poster-not-valid': { httpState: 422, money: 'not-moved', ja: 'このQRコードは使えなくなっています。', en: 'This QR code is no longer valid.', nextJa: 'お店の方に『新しいQRコードをお願いします』とお伝えください。', nextEn: 'Please ask the store for its new QR code.' },
  'store-not-accepting': { httpState: 422, money: 'not-moved', ja: 'このお店では、いま支払いを受け付けていません。', en: 'This store is not accepting payments now.', ...otherWay },
  'own-store': { httpState: 422, money: 'not-moved', ja: 'ご自分が働くお店では支払えません。', en: 'You cannot pay at a store where you work.', nextJa: '使い方をご覧ください。', nextEn: 'Please see the guide.' },
  'kind-not-here': { httpState: 422, money: 'not-moved', ja: 'このお店では『小さなお店専用』の券は使えません。使えるのは{usable}です。', en: 'Vouchers for small stores cannot be used here. You can use {usable}.', nextJa: '足りない分は現金などでお支払いください。', nextEn: 'Please pay the rest another way.' },
  'request-expired': { httpState: 422, money: 'not-moved', ja: 'この支払い画面の時間が過ぎました。', en: 'This payment request has expired.', nextJa: 'お店の方に、もう一度QRコードを出してもらってください。', nextEn: 'Please ask the store to show a new QR code.' },
  'request-used': { httpState: 409, money: 'not-moved', ja: 'この支払いは、すでに済んでいます。', en: 'This payment has already been made.', nextJa: 'お店の方にご確認ください。', nextEn: 'Please check with the store.' },
  'code-expired': { httpState: 422, money: 'not-moved', ja: 'このコードは時間が過ぎています。', en: 'This code has expired.', nextJa: 'お客さまに、新しいコードを出してもらってください。', nextEn: 'Please ask the customer for a new code.' },
  'code-used': { httpState: 409, money: 'not-moved', ja: 'このコードは一度使われています。', en: 'This code has been used.', nextJa: 'お客さまに、新しいコードを出してもらってください。', nextEn: 'Please ask the customer for a new code.' },
  'code-not-accepted': { httpState: 422, money: 'not-moved', ja: 'このコードでは支払えませんでした。', en: 'This code could not be used to pay.', nextJa: 'お客さまの画面をご確認ください。', nextEn: 'Please look at the customer’s screen.' },
  'programme-stopped': { httpState: 422, money: 'not-moved', ja: 'ただいま、この操作をすべて止めています。', en: 'This function is stopped for everybody at the moment.', nextJa: '再開はトークでお知らせします。', nextEn: 'We will tell you in the chat when it resumes.' },
  'purchase-cap': { httpState: 422, money: 'not-moved', ja: 'お一人が購入できるのは{limit}までです。', en: 'One person can buy at most {limit}.', ...ask },
  'void-managers-only': { httpState: 403, money: 'not-moved', ja: '取消は店長・オーナーだけができます。', en: 'Only the store’s manager or owner can void a payment.', nextJa: '店長・オーナーにご依頼ください。', nextEn: 'Please ask the manager or the owner.' },
  'already-voided': { httpState: 409, money: 'not-moved', ja: 'すでに取り消されています。', en: 'This payment has already been voided.', ...reload },
  'already-refunded': { httpState: 409, money: 'not-moved', ja: '事務局がすでに返金しています。', en: 'The secretariat has already refunded this payment.', ...ask },
  'void-day-passed': { httpState: 422, money: 'not-moved', ja: '取消は当日中（23:59まで）です。翌日からは事務局へご連絡ください。', en: 'A payment can be voided until 23:59 of its day.', ...ask },
  'void-not-now': { httpState: 422, money: 'not-moved', ja: 'このお支払いは、いま取り消せません。事務局へご連絡ください。', en: 'This payment cannot be voided now.', ...ask },
  'refund-too-high': { httpState: 422, money: 'not-moved', ja: '返金できるのは{left}までです。', en: 'At most {left} can be refunded.', ...fixInput },
  'refund-after-expiry': { httpState: 422, money: 'not-moved', ja: '支払いに使った券の有効期限が過ぎたため、返金できるのは{left}までです。', en: 'The vouchers it was paid with have expired; at most {left} can be refunded.', nextJa: '期限の過ぎた分の取り扱いは、部門長にご相談ください。', nextEn: 'Please ask a chief about the expired part.' },
  'refund-in-case': { httpState: 409, money: 'not-moved', ja: 'この支払いは案件{case}で確認中です。', en: 'Case {case} is still deciding about this payment.', nextJa: '案件が終わってから起案してください。', nextEn: 'Propose it when the case is closed.' },
  'payer-left': { httpState: 422, money: 'not-moved', ja: 'このお客さまは退会しています。', en: 'This customer has left the programme.', nextJa: '部門長にご相談ください。', nextEn: 'Please ask a chief.' },
  // Functions of the programme
  'function-stopped': { httpState: 409, money: 'none', ja: '{officer}さんが{time}に止めています。', en: '{officer} stopped it at {time}.', ...reload },
  'function-running': { httpState: 409, money: 'none', ja: 'この機能は動いています。', en: 'This function is running.', ...reload },
  'chief-needed': { httpState: 403, money: 'none', ja: '再開には、起案か承認のどちらかに部門長が必要です。', en: 'A chief has to propose or approve letting it run again.', nextJa: '部門長に承認を依頼してください。', nextEn: 'Please ask a chief to approve.' },
  'holding-limit': { httpState: 422, money: 'not-moved', ja: '残高の上限（{limit}）を超えます。', en: 'The balance would be over its limit ({limit}).', ...ask },
  'reference-not-found': { httpState: 422, money: 'not-moved', ja: '「{reference}」に当てはまる利用者・請求がありません。', en: 'No customer and no demand has “{reference}”.', ...fixInput },
  // Downloads and posters
  'period-too-long': { httpState: 422, money: 'none', ja: '一度に保存できるのは{days}日分までです。', en: 'At most {days} days can be saved at once.', nextJa: '期間を短くしてください。', nextEn: 'Please choose a shorter period.' },
  'link-expired': { httpState: 403, money: 'none', ja: 'このリンクの時間が過ぎました。', en: 'This link has expired.', nextJa: 'みまもりペイの画面から、もう一度保存してください。', nextEn: 'Please save again from the screens of Mimamori Pay.' },
  'chiefs-only': { httpState: 403, money: 'none', ja: 'この操作は部門長だけができます。', en: 'Only a chief can do this.', nextJa: '部門長に依頼してください。', nextEn: 'Please ask a chief.' },
  'managers-only': { httpState: 403, money: 'none', ja: 'この操作は店長・オーナーだけができます。', en: 'Only a manager or the owner can do this.', nextJa: '店長・オーナーに依頼してください。', nextEn: 'Please ask a manager or the owner.' },
  // Cases
  'conflict-of-interest': { httpState: 403, money: 'none', ja: 'あなたは関係者として登録されているため、この件を扱えません。', en: 'You are registered as connected to this matter and cannot handle it.', nextJa: 'ほかの職員に引き継いでください。', nextEn: 'Please hand it to another officer.' },
  'not-linked-officer': { httpState: 403, money: 'none', ja: 'この操作には、事務局のサインインが必要です。', en: 'This needs an officer who has signed in.', nextJa: '事務局の画面でサインインしてください。', nextEn: 'Please sign in to the secretariat’s screens.' },
  'already-taken': { httpState: 409, money: 'none', ja: '{owner}さんが担当しています。', en: '{owner} is in charge of this case.', nextJa: '引き継ぎは案件の画面からできます。', nextEn: 'It can be handed over on the case screen.' },
  'no-payments-chosen': { httpState: 422, money: 'none', ja: '対象の支払いを1件以上選んでください。', en: 'Choose at least one payment.', ...fixInput },
  'awaiting-answer': { httpState: 409, money: 'none', ja: '前回の依頼の回答を待っています。', en: 'The store’s answer to the last request is still awaited.', nextJa: '回答をお待ちください。', nextEn: 'Please wait for the answer.' },
  'already-answered': { httpState: 409, money: 'none', ja: 'すでに回答を受け付けています。', en: 'This was already answered.', nextJa: '追記は事務局へご連絡ください。', nextEn: 'Contact the secretariat to add something.' },
  'already-stopped': { httpState: 409, money: 'none', ja: 'すでに止めています。', en: 'Payments are already stopped.', nextJa: '案件の状態をご確認ください。', nextEn: 'See the case’s state.' },
  'provisional-used-up': { httpState: 409, money: 'none', ja: '仮の停止は続けて使えません。凍結の確定を起案してください。', en: 'A provisional stop cannot be repeated. Propose confirming the freeze.', nextJa: '凍結の確定を起案してください。', nextEn: 'Propose confirming the freeze.' },
  'nothing-unpaid': { httpState: 409, money: 'none', ja: '未払いの精算がありません', en: 'Nothing is left to be paid out.', nextJa: '店舗の受付を止めることができます。', nextEn: 'You can stop the store’s acceptance.' },
  'stop-used-up': { httpState: 409, money: 'none', ja: '仮の停止は続けて使えません。停止の確定を起案してください。', en: 'A provisional stop cannot be repeated. Propose confirming the stop.', nextJa: '停止の確定を起案してください。', nextEn: 'Propose confirming the stop.' },
  'stopped-by-other-case': { httpState: 409, money: 'none', ja: '案件{case}で止めています。', en: 'Case {case} has stopped it.', nextJa: 'その案件で解除を起案してください。', nextEn: 'Propose lifting it in that case.' },
  'case-has-no-customer': { httpState: 409, money: 'none', ja: 'この案件は、利用者ひとりについての案件ではありません。', en: 'This case is not about one customer.', nextJa: '「利用者の案件を開く」から、利用者ごとに進めてください。', nextEn: 'Open a case on the customer, and go on there.' },
  'case-has-customer': { httpState: 409, money: 'none', ja: 'この案件は、すでに利用者ひとりについての案件です。', en: 'This case is already about one customer.', nextJa: 'この案件のまま進めてください。', nextEn: 'Please go on in this case.' },
  'customer-cases-missing': { httpState: 409, money: 'none', ja: '不正確定の支払いのうち{count}件に、利用者の案件がありません。', en: '{count} confirmed payments have no case on their customer.', nextJa: '先に、利用者の案件を開いてください。', nextEn: 'Open cases on their customers first.' },
  'already-marked': { httpState: 409, money: 'none', ja: 'この支払いは、すでに確認が済んでいます。', en: 'This payment has already been looked at.', ...reload },
  'report-not-yet': { httpState: 404, money: 'none', ja: 'この月の報告は、まだありません。', en: 'There is no report for this month yet.', nextJa: '月を選び直してください。', nextEn: 'Please choose another month.' },
  'no-such-case': { httpState: 422, money: 'none', ja: '「{number}」という案件は見つかりませんでした。', en: 'No other case has the number {number}.', nextJa: '案件の番号を確かめてください。', nextEn: 'Please check the number.' },
  'already-linked': { httpState: 409, money: 'none', ja: '案件{number}とは、すでに関連づけられています。', en: 'Case {number} is linked already.', ...reload },
  'link-stays': { httpState: 409, money: 'none', ja: '手で関連づけた案件ではないため、外せません。', en: 'Only links made by hand can be ended.', nextJa: '事情は「メモ」に書いてください。', nextEn: 'Please write a note instead.' },
  'next-day-out-of-range': { httpState: 422, money: 'none', ja: '次の行動日は、今日から1年以内で選んでください。', en: 'The next day must lie between today and a year from now.', ...fixInput },
  'not-answered-yet': { httpState: 409, money: 'none', ja: 'まだ回答を受け取っていません。', en: 'There is no answer to add to yet.', nextJa: '先に回答を送ってください。', nextEn: 'Please answer first.' },
  'line-blocked': { httpState: 409, money: 'none', ja: 'LINEがブロックされています。電話か郵便で連絡してください。', en: 'The customer has blocked our LINE account. Call or write a letter.', nextJa: '電話か郵便で連絡してください。', nextEn: 'Call or write a letter.' },
  'customer-asked': { httpState: 409, money: 'none', ja: '本人の回答を待っています。', en: 'The customer’s answer is still awaited.', nextJa: '回答をお待ちください。', nextEn: 'Please wait for the answer.' },
  'question-over': { httpState: 409, money: 'none', ja: 'このご確認は、受け付けの時間が過ぎました。', en: 'It is too late to answer this.', nextJa: '身に覚えがないときは、お電話でお知らせください。', nextEn: 'If it was not you, please call us.' },
  'nothing-to-explain': { httpState: 409, money: 'none', ja: 'いま、ご説明いただくことはありません。', en: 'There is nothing to explain just now.', nextJa: 'ご用件は、お電話でお知らせください。', nextEn: 'Please call us.' },
  // Photos and papers
  'scanner-down': { httpState: 503, money: 'none', ja: '安全を確認できないため、写真を受け取れませんでした。', en: 'The photo could not be checked for viruses, so it was not taken.', nextJa: '少し待って、もう一度送ってください。お急ぎのときは、写真なしでも送れます。', nextEn: 'Please try again in a while, or send it without the photo.' },
  'file-infected': { httpState: 422, money: 'none', ja: 'ウイルスの疑いがあるため、このファイルは受け取れません。', en: 'This file may hold a virus and was not taken.', nextJa: 'ほかの写真を選んでください。', nextEn: 'Please choose another photo.' },
  'file-kind-not-accepted': { httpState: 415, money: 'none', ja: 'このファイルは受け取れません。JPEG・PNG・WebPの写真か、PDFを選んでください。', en: 'Only JPEG, PNG and WebP photos and PDF files are taken.', nextJa: 'ほかの写真を選んでください。', nextEn: 'Please choose another photo.' },
  'uploads-full': { httpState: 503, money: 'none', ja: '写真の受け取りが混み合っています。', en: 'Too many photos are arriving just now.', nextJa: '少し待って、もう一度送ってください。', nextEn: 'Please try again in a while.' },
  'too-many-sent': { httpState: 429, money: 'none', ja: 'ここで受け取れる数を超えました。', en: 'This is more than can be taken here.', nextJa: '続きは、お電話でお知らせください。', nextEn: 'Please tell us the rest on the phone.' },
  'finding-missing': { httpState: 409, money: 'none', ja: '事実確認の結果が記録されていません。', en: 'No fact-check finding is recorded.', nextJa: '先に事実確認をしてください。', nextEn: 'Check the facts first.' },
  'verdict-not-confirmed': { httpState: 409, money: 'none', ja: '判定が『不正確定』ではありません。', en: 'The verdict is not “confirmed”.', nextJa: '先に判定を記録してください。', nextEn: 'Record the verdict first.' },
  'verdict-undecided': { httpState: 409, money: 'none', ja: '判定が『判断できない』です。', en: 'The verdict is “cannot be decided”.', nextJa: '新しい事実があれば判定を記録し直し、なければ終了してください。', nextEn: 'Record another verdict if there are new facts; otherwise close the case.' },
  'not-in-this-state': { httpState: 409, money: 'none', ja: 'いまの状態（{state}）では、この操作はできません。', en: 'Not possible in the present state ({state}).', ...reload },
  'appealed-already': { httpState: 409, money: 'none', ja: 'お申し出は、すでに受け付けています。', en: 'We have your appeal already.', nextJa: 'お返事をお待ちください。', nextEn: 'Please wait for our answer.' },
  'appeal-not-needed': { httpState: 409, money: 'none', ja: 'この件は、すでに終わっています。', en: 'This is over already.', ...ask },
  'appeal-too-late': { httpState: 422, money: 'none', ja: 'お申し出の期限（{day}）を過ぎています。', en: 'The last day to appeal was {day}.', ...ask },
  'appeal-unanswered': { httpState: 409, money: 'none', ja: '未回答の問い合わせがあります', en: 'The customer’s appeal has no answer yet.', nextJa: '先に、異議の申し出に回答してください。', nextEn: 'Answer the appeal first.' },
  'appeal-decided': { httpState: 409, money: 'none', ja: 'この異議には、すでに回答しています。', en: 'This appeal has been decided.', ...reload },
  'appeal-own-decision': { httpState: 403, money: 'none', ja: 'ご自身が起案・承認した内容への異議は判断できません。', en: 'You proposed or approved what this appeal is against.', nextJa: 'ほかの職員に判断を依頼してください。', nextEn: 'Ask another officer to decide.' },
  'proposal-pending': { httpState: 409, money: 'none', ja: '承認を待っている起案があります（{number}）。', en: 'A proposal is already waiting for approval ({number}).', nextJa: '承認をお待ちください。', nextEn: 'Please wait for the decision.' },
  'own-proposal': { httpState: 403, money: 'none', ja: 'ご自身が起案した内容は承認できません。', en: 'You cannot approve your own proposal.', nextJa: 'ほかの職員に承認を依頼してください。', nextEn: 'Ask another officer to approve.' },
  'proposal-expired': { httpState: 409, money: 'none', ja: '48時間を過ぎたため、無効になりました。', en: 'More than 48 hours have passed; the proposal is void.', nextJa: '起案し直してください。', nextEn: 'Please propose again.' },
  'proposal-decided': { httpState: 409, money: 'none', ja: '{officer}さんが{time}に{decision}しました。', en: '{officer} decided at {time}.', ...reload },
  'chiefs-assign': { httpState: 403, money: 'none', ja: 'ほかの職員に割り当てられるのは、部門長だけです。', en: 'Only a chief assigns cases to somebody else.', nextJa: 'ご自身の担当にすることはできます。', nextEn: 'You can take them on yourself.' },
  'no-such-officer': { httpState: 422, money: 'none', ja: 'この方には割り当てられません。', en: 'Cases cannot be assigned to this person.', nextJa: 'ほかの職員を選んでください。', nextEn: 'Please choose another officer.' },
  'officer-absent': { httpState: 409, money: 'none', ja: '{officer}さんは不在です。', en: '{officer} is absent.', nextJa: 'ほかの職員を選んでください。', nextEn: 'Please choose another officer.' },
  'taken-meanwhile': { httpState: 409, money: 'none', ja: '選んでいるあいだに、{owner}さんの担当になりました。', en: '{owner} took this case in the meantime.', ...reload },
  'receiver-tied': { httpState: 409, money: 'none', ja: '{officer}さんは関係者として登録されているため、この案件を扱えません。', en: '{officer} is connected to a party of this case.', nextJa: 'ほかの職員を選んでください。', nextEn: 'Please choose another officer.' },
  'wishes-used-up': { httpState: 409, money: 'none', ja: '分割のお申し込みは、30日のあいだに3回までです。{day}から、もう一度お申し込みいただけます。', en: 'Instalments can be asked for three times in 30 days. You can ask again from {day}.', nextJa: 'お急ぎのときは、お電話か窓口でご相談ください。', nextEn: 'If it is urgent, please call us or come to the desk.' },
  'proposal-withdrawn': { httpState: 409, money: 'none', ja: '起案した{officer}さんが{time}に取り下げました。', en: '{officer}, who proposed it, took it back at {time}.', ...reload },
  'not-your-proposal': { httpState: 403, money: 'none', ja: '取り下げられるのは、起案した本人だけです。', en: 'Only the proposer can take a proposal back.', nextJa: '差し戻すことはできます。', nextEn: 'You can send it back instead.' },
  'proposal-changed': { httpState: 409, money: 'none', ja: '起案時の根拠が記録と一致しないため、承認できません。監査の担当者に知らせました。', en: 'What the proposer saw no longer matches its record, so it cannot be approved. Auditors and chiefs have been told.', nextJa: '差し戻して、起案し直してください。', nextEn: 'Send it back and propose again.' },
  'amount-not-set': { httpState: 422, money: 'none', ja: '対象の支払いと金額が決まっていません。', en: 'Payments and amount are not settled.', ...fixInput },
  'amount-too-high': { httpState: 422, money: 'none', ja: '返済額は、確定した支払いの合計（{limit}）までです。', en: 'At most the sum of the confirmed payments ({limit}).', ...fixInput },
  'due-day-too-near': { httpState: 422, money: 'none', ja: '期限は発行から14日以上あけてください。', en: 'The due day must be at least 14 days ahead.', ...fixInput },
  'repayment-outstanding': { httpState: 409, money: 'none', ja: '返済が残っています（{left}）。免除か完済が必要です。', en: 'Repayment is outstanding ({left}).', nextJa: '返済の完了をお待ちください。', nextEn: 'Wait for the repayment.' },
  'nothing-owed': { httpState: 409, money: 'none', ja: 'この請求には、残りの返済がありません。', en: 'Nothing is left to repay of this demand.', ...reload },
  'instalments-not-asked': { httpState: 409, money: 'none', ja: '本人からの申し込みがありません。', en: 'The customer has not asked for it.', nextJa: 'お客さまの申し込みをお待ちください。', nextEn: 'Wait for the customer to ask.' },
  'too-many-instalments': { httpState: 422, money: 'none', ja: '残りは{left}です。回数を減らしてください。', en: '{left} is left; choose fewer instalments.', ...fixInput },
  'first-day-wrong': { httpState: 422, money: 'none', ja: '最初の支払日は、明日から60日後までの日にしてください。', en: 'The first day must be from tomorrow to 60 days ahead.', ...fixInput },
  'due-day-not-later': { httpState: 422, money: 'none', ja: '新しい期限は、いまの期限（{day}）より後で、1年以内の日にしてください。', en: 'The new due day must be after the present one ({day}), within a year.', ...fixInput },
  'plan-running': { httpState: 409, money: 'none', ja: '分割でお支払い中のため、期限だけを延ばすことはできません。', en: 'A plan is running; its days change by another plan.', nextJa: '分割の申し込みを受けてから、分割の承認を起案してください。', nextEn: 'Propose another plan when the customer asks for it.' },
  'too-few-reminders': { httpState: 409, money: 'none', ja: '督促の記録が3回未満です。', en: 'Fewer than three reminders are recorded.', nextJa: '督促、郵送、連絡のいずれかを記録してください。', nextEn: 'Remind, write to or speak with the person, and record it.' },
  'match-the-records': { httpState: 409, money: 'none', ja: '入金の記録と照合してください。', en: 'Match it with the recorded money first.', nextJa: '「照合できない入金」から、この請求に充当してください。', nextEn: 'Assign it to this demand from unmatched money.' },
  'booked-by-hand-before': { httpState: 409, money: 'none', ja: '明細の番号 {reference} は、すでに記録されています。', en: 'Number {reference} of the statement is booked already.', nextJa: '入金の記録と照合してください。', nextEn: 'Compare it with the recorded money.' },
  'letter-not-printed': { httpState: 409, money: 'none', ja: '郵送を記録していない印刷ずみの文書がありません。', en: 'There is no printed letter whose posting is not recorded.', nextJa: '先に郵送用の文書を印刷してください。', nextEn: 'Print the letter first.' },
  'letter-posted-before': { httpState: 409, money: 'none', ja: 'この文書の郵送は、すでに記録されています。', en: 'The posting of this letter is recorded already.', ...reload },
  'nothing-frozen': { httpState: 409, money: 'none', ja: '止めている状態がありません。', en: 'Nothing is stopped.', ...reload },
  'stop-remains': { httpState: 409, money: 'none', ja: '止めた状態が残っています。先に解除してください。', en: 'A stop remains. Lift it first.', nextJa: '解除を起案してください。', nextEn: 'Propose lifting it.' },
  'not-repaid': { httpState: 409, money: 'none', ja: '完済していません。', en: 'Not repaid yet.', nextJa: '返済の完了をお待ちください。', nextEn: 'Wait for the repayment.' },
  'nothing-to-return': { httpState: 409, money: 'none', ja: 'お客さまへお返しするお金がありません。', en: 'There is no money to give back.', ...reload },
  'return-reference-used': { httpState: 409, money: 'none', ja: '番号 {reference} は、別の返金に記録されています。', en: 'Number {reference} is recorded for another return.', nextJa: '振込の記録を確認してください。', nextEn: 'Compare it with the record of the transfer.' },
  'money-owed-to-customer': { httpState: 409, money: 'none', ja: 'お客さまへお返しするお金（{amount}）が残っています。', en: '{amount} still has to go back to the customer.', nextJa: '返金を起案してください。', nextEn: 'Propose giving it back.' },
  'surplus-waits': { httpState: 409, money: 'none', ja: '多く受け取ったお金（{amount}）が、照合できない入金にあります。', en: '{amount} that was paid too much waits in unmatched money.', nextJa: '「照合できない入金」で返すか、充当してください。', nextEn: 'Give it back or assign it from unmatched money.' },
  // Fraud rules
  'rule-settings-wrong': { httpState: 422, money: 'none', ja: '設定「{field}」を確認してください。', en: 'Please check this setting: {field}.', ...fixInput },
  'rule-unchanged': { httpState: 409, money: 'none', ja: 'いまの第{version}版と同じ内容です。', en: 'Version {version} says the same already.', ...fixInput },
  'rule-changed': { httpState: 409, money: 'none', ja: '起案のあとで、新しい版が保存されました。', en: 'Another version was saved after this was proposed.', nextJa: '差し戻して、起案し直してください。', nextEn: 'Send it back and propose again.' },
  'shadow-missing': { httpState: 409, money: 'none', ja: '試運転中の版がありません。', en: 'No version is in shadow.', nextJa: '設定を保存して、試運転を始めてください。', nextEn: 'Save settings to start one in shadow.' },
  'shadow-too-short': { httpState: 422, money: 'none', ja: '試運転はまだ{days}日です。7日に満たないときは、試運転を省く理由が必要です。', en: 'It has been in shadow for {days} days. Below seven days, say why they are waived.', nextJa: '理由を書くか、7日たってから起案してください。', nextEn: 'Give the reason, or propose it after seven days.' },
  'backtest-running': { httpState: 409, money: 'none', ja: '別の「効果を試す」が進行中です。', en: 'Another backtest is running.', nextJa: '終わるのを待つか、取りやめてください。', nextEn: 'Wait for it, or cancel it.' },
  'backtest-over': { httpState: 409, money: 'none', ja: 'すでに終わっています。', en: 'It is already over.', ...reload },
  'subject-not-found': { httpState: 422, money: 'none', ja: '「{code}」という利用者・店舗は見つかりませんでした。', en: 'No customer and no store has the code “{code}”.', ...fixInput },
  'order-ended': { httpState: 409, money: 'none', ja: 'すでに終わっています。', en: 'It has already ended.', ...reload },
  'own-watch': { httpState: 403, money: 'none', ja: 'ご自身が始めた監視は、ほかの職員だけが終えられます。', en: 'A watch is ended by another officer than who ordered it.', nextJa: 'ほかの職員に依頼してください。', nextEn: 'Please ask another officer.' },
  // Stores' money
  'payout-held-already': { httpState: 409, money: 'none', ja: 'このお店への振込は、すでに保留しています。', en: 'Payouts to this store are already on hold.', ...reload },
  'payout-held-by-case': { httpState: 409, money: 'none', ja: 'この保留は、案件の「店舗の換金」から行われています。', en: 'This hold belongs to a case’s stop of payouts.', nextJa: '案件の画面から、停止の解除を起案してください。', nextEn: 'Propose lifting it on the case’s screen.' },
  'payout-not-held': { httpState: 409, money: 'none', ja: 'このお店への振込は、保留していません。', en: 'Payouts to this store are not on hold.', ...reload },
  'payout-store-held': { httpState: 409, money: 'not-moved', ja: 'この振込には、保留中のお店が含まれています。', en: 'This payout includes a store that is on hold.', nextJa: '振込データを作り直してから、もう一度起案してください。', nextEn: 'Draft the payout again, then propose it again.' },
  'payout-changed': { httpState: 409, money: 'not-moved', ja: '起案のあとで、振込の内容か口座が変わりました。', en: 'The payout or a bank detail changed after it was proposed.', nextJa: '差し戻して、振込データを作り直してください。', nextEn: 'Send it back and draft the payout again.' },
  'payout-released': { httpState: 409, money: 'none', ja: 'この振込は、すでに確定しています。', en: 'This payout has already been released.', ...reload },
  'payout-not-released': { httpState: 409, money: 'not-moved', ja: '振込データは、2人の確認が済むまで取り出せません。', en: 'The transfer file exists once two officers have released it.', nextJa: '振込の確定を起案してください。', nextEn: 'Propose its release.' },
  'nothing-to-pay': { httpState: 409, money: 'none', ja: 'この日に振り込むものがありません。', en: 'Nothing is due on that day.', nextJa: '振込日を確かめてください。', nextEn: 'Please check the pay day.' },
  'not-a-bank-day': { httpState: 422, money: 'none', ja: 'この日は、銀行が振り込めない日です。', en: 'Banks do not transfer on that day.', ...fixInput },
  'bank-details-wrong': { httpState: 422, money: 'none', ja: '口座の{field}に、銀行が受け付けない文字や長さがあります。', en: 'A bank would not accept this value: {field}.', ...fixInput },
  'bank-details-changed': { httpState: 409, money: 'none', ja: '口座の登録が、確認のあいだに変わりました。', en: 'The bank details changed meanwhile.', ...reload },
  'read-only-role': { httpState: 403, money: 'none', ja: '監査の方は閲覧だけができます。', en: 'Auditors can only read.', nextJa: '操作は職員に依頼してください。', nextEn: 'Ask an officer to act.' },
} as const satisfies Record<string, RefusalWords>

export type RefusalReason = keyof typeof words

export const refusalWords: Readonly<Record<RefusalReason, RefusalWords>> = words

/** The three sentences about money, and the only ones (ja / en). */
export const moneyLines: Readonly<Record<Exclude<MoneyLine, 'none'>, { ja: string; en: string; moved: boolean | null }>> = {
  'not-moved': { ja: 'お金は動いていません。', en: 'No money has moved.', moved: false },
  completed: { ja: 'お支払いは完了しています。', en: 'The payment is complete.', moved: true },
  unknown: { ja: 'お支払いできたかどうかを確認しています。もう一度支払わないでください。', en: 'We are checking whether you paid. Please do not pay again.', moved: null },
}

/** Fills {blanks} of a sentence; a blank without a value disappears rather than showing braces to a person. */
export const fillBlanks = (sentence: string, facts: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '').trim()

/** A refusal as a disabled button tells it. A fact whose English differs stands beside it, as `stateEn` beside `state`. */
export function explained(no: { readonly reason: RefusalReason; readonly facts: Readonly<Record<string, string>> } | null): { reason: RefusalReason; ja: string; en: string } | null {
  if (!no) return null
  const { ja, en } = words[no.reason]
  return { reason: no.reason, ja: fillBlanks(ja, no.facts), en: fillBlanks(en, { ...no.facts, ...(no.facts.stateEn ? { state: no.facts.stateEn } : {}) }) }
}
