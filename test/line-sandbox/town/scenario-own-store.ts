// mimamori-line-sandbox
import type { Scenario } from './scenario.ts'

/** 自店決済: somebody of the store's staff pays at the own store as a customer. */
export const ownStorePayment: Scenario = {
  id: 'own-store-payment',
  title: '自店決済',
  needs: ['sho'],
  steps: [
    { phone: 'customer', person: 'sho', say: '青木さんは、みどり青果店のスタッフで、利用者としても登録しています。「次へ」で、青木さんが自分の店で支払います。' },
    {
      phone: 'secretariat', person: 'takahashi',
      act: { kind: 'pay', person: 'sho', storeCode: '482731', amount: 2400 },
      say: 'みどり青果店で¥2,400の支払いがありました。電話番号がお店のスタッフと一致し、まかないの上限（1日¥2,000）も超えるため、高橋さんのトークに知らせが届きます。',
      until: { person: 'takahashi', text: 'K-' },
    },
    { phone: 'secretariat', person: 'takahashi', byHand: true, say: '「案件を開く」を押し、練習用IDでサインインします。根拠の文に、スタッフの番号（ST-02）だけが書かれています。「店舗へ事実確認」を送ります。', until: { person: 'midori-owner', text: '事実確認のお願い' } },
    { phone: 'store', person: 'midori-owner', byHand: true, say: '店長役の緑川さんが答えます。案件にかかわる青木さんには、この依頼は届きません。' },
    { phone: 'secretariat', person: 'takahashi', byHand: true, say: '回答を読んで、ふつうの買い物なら「問題なし」、そうでなければ「不正確定」を「判定を記録」で選びます。これで終わりです。' },
  ],
}
