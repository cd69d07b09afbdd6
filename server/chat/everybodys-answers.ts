import { timeInJapanese } from '../core/time.ts'
import { programme } from '../customers/programme.ts'
import { flexCarousel, quickReplies } from '../line/flex.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { unreadNotices } from './customer-answers.ts'
import { commandButton, cardWithButtons, everyButton, inWords, newcomerButtons, pageButton, sentence, usualButtons, type Asked } from './phrase.ts'
import type { CommandName, CustomerPage } from './command.ts'
import type { Language } from './speaker.ts'

const { phone, opens, closes } = programme.contact
const hoursJa = `${phone}（${opens}–${closes}）`
const hoursEn = `${phone} (${opens}–${closes})`

/** F01, or a welcome back with what was missed meanwhile. */
export async function greeting(asked: Asked, returned: boolean): Promise<LineMessageJson> {
  const { customer, staff, officer } = asked.speaker
  if (customer && returned) {
    const unread = await unreadNotices(asked, customer)
    return sentence(asked, inWords(asked, `おかえりなさい。お知らせが${unread}件あります。`, `Welcome back. You have ${unread} notice${unread === 1 ? '' : 's'}.`), [pageButton(asked, 'お知らせを見る', 'See notices', '/notices')])
  }
  if (customer || staff || officer) return sentence(asked, inWords(asked, 'おかえりなさい。下のボタンからお選びください。', 'Welcome back. Please choose below.'))
  return {
    ...cardWithButtons(asked, {
      altText: inWords(asked, 'みまもりペイへようこそ', 'Welcome to Mimamori Pay'),
      tone: 'brand',
      label: inWords(asked, 'ようこそ', 'Welcome'),
      title: inWords(asked, 'みまもりペイ', 'Mimamori Pay'),
      rows: [inWords(asked, `${programme.name.ja}を、LINEで使えます。はじめに登録をお願いします（約3分）。`, `Use the ${programme.name.en} in LINE. Please register first (about 3 minutes).`)],
      note: inWords(asked, '当方から暗証番号や口座番号をおたずねすることはありません。', 'We never ask for a PIN or a bank account number.'),
      buttons: [pageButton(asked, '登録する', 'Register', '/register'), pageButton(asked, '使い方', 'How to use', '/help')],
    }),
    quickReply: quickReplies(newcomerButtons(asked)),
  }
}

export const notRegisteredAnswer = (asked: Asked): LineMessageJson =>
  sentence(asked, inWords(asked, 'まだ登録がお済みではありません。登録をお願いします（約3分）。', 'You are not registered yet. Please register (about 3 minutes).'), newcomerButtons(asked))

/** 登録 */
export const registerAnswer = (asked: Asked): LineMessageJson =>
  asked.speaker.customer ? sentence(asked, inWords(asked, '登録はお済みです。', 'You are registered already.')) : notRegisteredAnswer(asked)

/** 使い方 */
export const helpAnswer = (asked: Asked): LineMessageJson => ({
  ...flexCarousel(inWords(asked, '使い方', 'How to use'), [
    {
      tone: 'brand', label: inWords(asked, '使い方 1', 'How to use 1'), title: inWords(asked, '支払い方', 'Paying'),
      rows: [inWords(asked, 'お店のQRコードを読み取り、金額を入れて、確認してから支払います。', 'Read the store’s QR code, enter the amount, check, and pay.')],
      buttons: [pageButton(asked, '支払う', 'Pay', '/pay')],
    },
    {
      tone: 'brand', label: inWords(asked, '使い方 2', 'How to use 2'), title: inWords(asked, '残高', 'Balance'),
      rows: [inWords(asked, '「残高」と送ると、使える金額と期限が分かります。', 'Send “balance” to see what you can use, and until when.')],
      buttons: [pageButton(asked, 'ホームを見る', 'Home', '/')],
    },
    {
      tone: 'brand', label: inWords(asked, '使い方 3', 'How to use 3'), title: inWords(asked, '困ったとき', 'Trouble'),
      rows: [inWords(asked, `お電話でもどうぞ。${hoursJa}`, `You can also call us: ${hoursEn}`)],
      buttons: [pageButton(asked, 'くわしく見る', 'See help', '/help')],
    },
  ]),
  quickReply: quickReplies(usualButtons(asked)),
})

/** 問い合わせ */
export function contactAnswer(asked: Asked): LineMessageJson {
  const closed = isClosed(asked.now)
  return cardWithButtons(asked, {
    altText: inWords(asked, 'お問い合わせ', 'Contact'),
    tone: 'info',
    label: inWords(asked, 'お問い合わせ', 'Contact'),
    title: inWords(asked, '事務局へのお問い合わせ', 'Contact the secretariat'),
    rows: [{ name: inWords(asked, '電話', 'Phone'), value: phone }, { name: inWords(asked, '受付', 'Hours'), value: `${opens}–${closes}` }],
    ...(closed
      ? { note: inWords(asked, `受付は${opens}–${closes}です。紛失・不正利用は、いつでも『停止』と送ってください。`, `We answer ${opens}–${closes}. After a loss or misuse, send “stop” at any time.`) }
      : {}),
    buttons: [{ label: inWords(asked, '電話する', 'Call'), url: callLink }, pageButton(asked, 'フォーム', 'Form', '/help')],
  })
}

/** 身に覚えがない, 停止 */
export const safetyAnswer = (asked: Asked, about: 'report' | 'stop'): LineMessageJson =>
  cardWithButtons(asked, {
    altText: inWords(asked, 'お支払いについてのご連絡先', 'Whom to call about your payments'),
    tone: 'attention',
    label: inWords(asked, 'ご連絡ください', 'Please call'),
    title: about === 'stop' ? inWords(asked, 'お支払いを止めたいとき', 'To stop your payments') : inWords(asked, '覚えのないお支払いがあるとき', 'A payment you did not make'),
    rows: [
      about === 'stop'
        ? inWords(asked, `事務局がお支払いをお止めします。${hoursJa}へお電話ください。`, `The secretariat will stop your payments. Please call ${hoursEn}.`)
        : inWords(asked, `事務局が確認します。${hoursJa}へお電話ください。お手元に照合番号をご用意ください。`, `The secretariat will check it. Please call ${hoursEn} with the match number at hand.`),
      ...(isClosed(asked.now) ? [inWords(asked, `受付は${opens}–${closes}です。`, `We answer ${opens}–${closes}.`)] : []),
    ],
    note: inWords(asked, 'LINEの乗っ取りが心配な方は、LINEのパスワードも変えてください。', 'If you fear that your LINE was taken over, change your LINE password too.'),
    buttons: [{ label: inWords(asked, '電話する', 'Call'), url: callLink }, pageButton(asked, '履歴を見る', 'See history', '/payments')],
  })

/** 詐欺, 警察, 脅され */
export const dangerAnswer = (asked: Asked): LineMessageJson =>
  cardWithButtons(asked, {
    altText: inWords(asked, 'ご相談の窓口', 'Where to get help'),
    tone: 'attention',
    label: inWords(asked, 'ご相談', 'Help'),
    title: inWords(asked, 'ひとりで悩まず、ご相談ください', 'Please talk to somebody'),
    rows: [inWords(asked, '警察相談専用電話 #9110', 'Police consultation line #9110'), inWords(asked, `事務局 ${hoursJa}`, `Secretariat ${hoursEn}`)],
    note: inWords(asked, '職員がご自宅に現金を受け取りに行くことはありません。', 'Our officers never come to your home to collect cash.'),
    buttons: [{ label: inWords(asked, '警察相談 #9110', 'Police #9110'), url: 'tel:%239110' }, { label: inWords(asked, '事務局に電話', 'Call us'), url: callLink }],
  })

/** お店, 個人情報, 退会: the way to the page. */
export function customerPageAnswer(asked: Asked, name: CustomerPage): LineMessageJson {
  const { ja, en, path } = customerPages[name]
  return cardWithButtons(asked, {
    altText: inWords(asked, ja.title, en.title), tone: 'info', label: inWords(asked, 'ご案内', 'Guide'), title: inWords(asked, ja.title, en.title),
    rows: [inWords(asked, ja.text, en.text)], buttons: [pageButton(asked, ja.button, en.button, path)],
  })
}

const customerPages = {
  stores: { path: '/stores', ja: { title: '使えるお店', text: 'お店の名前や町名でさがせます。', button: 'お店をさがす' }, en: { title: 'Stores', text: 'Search by name or town.', button: 'Find a store' } },
  privacy: {
    path: '/privacy', ja: { title: 'あなたの情報', text: '事務局が持っている情報と、その目的をご覧いただけます。', button: '持っている情報を見る' },
    en: { title: 'Your data', text: 'See what we keep about you, and what for.', button: 'See my data' },
  },
  leave: {
    path: '/settings/leaving', ja: { title: '退会', text: '退会の前に、残高とお返しいただくお金をご確認ください。', button: '退会の手続き' },
    en: { title: 'Leaving', text: 'Please look at your balance and at what is still to repay first.', button: 'How to leave' },
  },
} as const

export const largerTextAnswer = (asked: Asked): LineMessageJson =>
  sentence(asked, inWords(asked, '文字の大きさは、設定の画面で変えられます。', 'You can change the text size in the settings.'), [pageButton(asked, '設定をひらく', 'Open settings', '/settings')])

/** English / 日本語, said in the language just chosen. */
export const languageAnswer = (asked: Asked, chosen: Language): LineMessageJson => {
  const anew = { ...asked, speaker: { ...asked.speaker, language: chosen } }
  return sentence(anew, inWords(anew, 'これからは日本語でお答えします。', 'I will answer in English from now on.'))
}

export const menuAnswer = (asked: Asked): LineMessageJson => sentence(asked, inWords(asked, '下のボタンからお選びください。', 'Please choose below.'), everyButton(asked))

export const whichAnswer = (asked: Asked, names: readonly CommandName[]): LineMessageJson =>
  sentence(asked, inWords(asked, 'どちらですか？', 'Which one?'), names.map((name) => commandButton(asked, name)))

/** Nothing matched; the second time in a row there is a person to write to. */
export function missAnswer(asked: Asked): LineMessageJson {
  const again = asked.speaker.misses > 0
  const text = inWords(asked, '申し訳ありません。うまく読み取れませんでした。下のボタンからお選びください。', 'Sorry, I could not read that. Please choose below.')
  if (!again) return sentence(asked, text)
  return sentence(asked, `${text}\n${inWords(asked, '事務局に文章を送ることもできます。', 'You can also write to the secretariat.')}`, [...usualButtons(asked), pageButton(asked, '送る', 'Write', '/help')])
}

export const wordsOnlyAnswer = (asked: Asked): LineMessageJson =>
  sentence(asked, inWords(asked, 'ありがとうございます。このトークでは文字でご用件をお送りください。', 'Thank you. Please send your request in words in this chat.'))

export const coveredAnswer = (asked: Asked): LineMessageJson =>
  sentence(asked, inWords(asked, '個人情報は、このトークには書かないでください。', 'Please do not write personal data in this chat.'))

const callLink = `tel:${phone.replaceAll('-', '')}`

/** Outside 8:30–17:15, in Japan. */
function isClosed(now: Date): boolean {
  const time = timeInJapanese(now)
  return time < opens.padStart(5, '0') || time >= closes.padStart(5, '0')
}
