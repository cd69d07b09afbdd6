// mimamori-line-sandbox
// What the practice town plays. A scenario starts at its first step; 「次へ」 goes to the following step. The step's `act`
// is done before the page shows it, so its sentence tells what has just happened and what to look at. The page opens the
// phone that a step names, in the hands of `person`. Everything else in a step is done by the person at the screen.
import { ownStorePayment } from './scenario-own-store.ts'
import { simultaneousPayments } from './scenario-simultaneous.ts'
import { waysToPay } from './scenario-ways-to-pay.ts'
import type { Scenario } from './scenario.ts'

const register: Scenario = {
  id: 'register',
  title: '登録とチャージ',
  steps: [
    { phone: 'customer', person: 'ken', byHand: true, say: '佐藤さんは、まだ友だちではありません。「友だち追加」を押すと、あいさつが届きます。', until: { person: 'ken', text: 'ようこそ' } },
    { phone: 'customer', person: 'ken', byHand: true, say: 'あいさつの「登録する」を押し、3つの画面で登録します。2つの同意は別々に印を付けます。' },
    { phone: 'customer', person: 'ken', byHand: true, say: '完了の画面に出ているお客さま番号（C-…）を、道具の「練習用チャージ」に入れて、¥5,000を入金します。' },
    { phone: 'customer', person: 'ken', byHand: true, say: 'トークに「残高」と送るか、メニューの「残高」を押します。割増の20%を足した¥6,000と、使える期限が返ります。', until: { person: 'ken', text: '使える金額' } },
  ],
}

const ordinary: Scenario = {
  id: 'ordinary',
  title: '通常の支払い',
  steps: [
    {
      phone: 'customer', person: 'hana', byHand: true,
      act: { kind: 'say', person: 'hana', text: '支払い' },
      say: '山田さんがトークに「支払い」と送りました。返事の「支払う」を押してください。QRの読み取りが開くので、「みどり青果店」を選びます。',
    },
    {
      phone: 'customer', person: 'hana', byHand: true,
      say: '1・2・8・0と押して「次へ」。お店の名前と金額を確かめて「¥1,280 を支払う」を押します。トークに領収が届きます。',
      until: { person: 'hana', text: 'お支払いが完了しました' },
    },
    {
      phone: 'store', person: 'midori-owner', byHand: true,
      act: { kind: 'say', person: 'midori-owner', text: '売上' },
      say: 'お店が「売上」と送ると、今日の合計が返ります。「ひらく」を押し、練習用IDでサインインすると、利用者と同じ照合番号が出ています。',
    },
    { phone: 'secretariat', person: 'takahashi', say: '事務局には何も届きません。ふつうの支払いでは、だれの手も止めません。' },
  ],
}

export const scenarios: Scenario[] = [ordinary, waysToPay, register, simultaneousPayments, ownStorePayment]
