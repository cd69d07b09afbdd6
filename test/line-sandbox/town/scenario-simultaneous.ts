// mimamori-line-sandbox
import type { Scenario } from './scenario.ts'

/** 同時刻の二重決済: from two payments at nearly the same time to the money repaid and the case closed. */
export const simultaneousPayments: Scenario = {
  id: 'simultaneous-payments',
  title: '同時刻の二重決済',
  steps: [
    {
      phone: 'customer', person: 'hana',
      say: '山田さんのアカウントで、離れた2つのお店の支払いがほぼ同時に起きます。「次へ」で起きます（残高が¥9,600より少ないときは、先に道具の「練習用チャージ」で足します）。',
    },
    {
      // In one step, because the rule counts the town's seconds and nobody should have to read in a hurry.
      phone: 'customer', person: 'hana',
      act: {
        kind: 'sequence',
        acts: [
          { kind: 'pay', person: 'hana', storeCode: '482731', amount: 4800 },
          { kind: 'clock', advanceMs: 38_000 },
          { kind: 'pay', person: 'hana', storeCode: '730418', amount: 4800 },
        ],
      },
      say: 'みどり青果店で¥4,800、38秒後に1.2km離れた田中電器で¥4,800。どちらも別の端末からです。山田さんのトークに領収が2つ届きます。',
      until: { person: 'hana', text: 'お支払いが完了しました' },
    },
    { phone: 'secretariat', person: 'takahashi', say: '数秒で、高橋さんのトークに【即時】の知らせが届きます。書かれているのは理由と番号だけで、お名前はありません。' },
    { phone: 'secretariat', person: 'takahashi', byHand: true, say: '「担当になる」を押してください。もう一度押すと「すでに受け付けています。」と返ります。', until: { person: 'takahashi', text: '担当' } },
    {
      phone: 'secretariat', person: 'takahashi', byHand: true,
      say: '「仮に止める」を押し、確認に答えます。一人で止められるのは24時間までです。山田さんに「大切なお知らせ」が届きます。',
      until: { person: 'hana', text: '一時的に止めています' },
    },
    {
      phone: 'customer', person: 'hana',
      act: { kind: 'say', person: 'hana', text: '支払い' },
      say: '山田さんがトークに「支払い」と送りました。止めている理由と連絡先が返ります。残高と履歴は、いままでどおり見られます。',
    },
    {
      phone: 'secretariat', person: 'takahashi', byHand: true,
      say: '「案件を開く」を押し、練習用IDでサインインします。根拠の文（38秒・2店舗・¥9,600）を読み、「店舗へ事実確認」を送ります。',
      until: { person: 'midori-owner', text: '事実確認のお願い' },
    },
    { phone: 'store', person: 'midori-owner', byHand: true, say: 'お店に「事実確認のお願い」が届きました。「回答する」を開き、練習用IDでサインインして、質問に答えて送ります。持つ人を「田中電器」に替えると、もう1店の依頼にも答えられます。' },
    {
      phone: 'secretariat', person: 'takahashi', byHand: true,
      say: '案件でお店の回答を読み、「判定を記録」で「不正確定」を選びます。つづけて「凍結の確定を起案」を押します。起案した本人は承認できません。',
      until: { person: 'nakamura', text: '承認のお願い' },
    },
    { phone: 'secretariat', person: 'nakamura', beside: true, byHand: true, say: 'もう一人の職員、中村さんに「承認のお願い」が届きました。「内容を確認する」を開き、中村さんの練習用IDでサインインして、理由を書いて「承認する」を押します。' },
    {
      phone: 'secretariat', person: 'takahashi', byHand: true,
      say: '高橋さんの案件で「返済額を決めて請求を起案」を押し、¥9,600を起案します。',
      until: { person: 'nakamura', text: '承認のお願い' },
    },
    { phone: 'secretariat', person: 'nakamura', beside: true, byHand: true, say: '中村さんが請求を承認します。', until: { person: 'hana', text: '返済のお願い' } },
    { phone: 'customer', person: 'hana', byHand: true, say: '山田さんに「返済のお願い」が届きました。トークには金額も理由も書かれていません。「内容を見る」を開き、請求番号 R-… を確かめます。' },
    {
      phone: 'customer', person: 'hana', byHand: true,
      say: '道具の「練習用コンビニ」に請求番号を入れ、まず¥3,200を支払います。ミニアプリの「受け取りました」が¥3,200になります。',
      until: { person: 'hana', text: 'お支払いを受け取りました' },
    },
    { phone: 'customer', person: 'hana', byHand: true, say: '同じ番号で残りの¥6,400を支払います。「返済が終わりました」が届きます。', until: { person: 'hana', text: '返済が終わりました' } },
    { phone: 'secretariat', person: 'takahashi', byHand: true, say: '完済になったので、高橋さんが案件の「解除を起案」を押します。', until: { person: 'nakamura', text: '承認のお願い' } },
    { phone: 'secretariat', person: 'nakamura', beside: true, byHand: true, say: '中村さんが解除を承認します。', until: { person: 'hana', text: 'お支払いを再開しました' } },
    { phone: 'customer', person: 'hana', say: '山田さんに「お支払いを再開しました」が届きました。これで、また支払えます。' },
    { phone: 'secretariat', person: 'takahashi', byHand: true, say: '高橋さんが「終了」を押して、案件を閉じます。時系列には、だれが何をしたかが順に残っています。これで終わりです。' },
  ],
}
