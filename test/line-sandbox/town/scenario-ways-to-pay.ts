// mimamori-line-sandbox
import type { Scenario } from './scenario.ts'

/** 金額QR・コード払い: the store shows a code with the amount in it, and the customer shows one that the store reads. */
export const waysToPay: Scenario = {
  id: 'ways-to-pay',
  title: '金額QR・コード払い',
  steps: [
    {
      phone: 'store', person: 'midori-owner', byHand: true,
      act: { kind: 'say', person: 'midori-owner', text: '売上' },
      say: 'お店の返事の「ひらく」から受付を開き、練習用IDでサインインします。「金額QRを出す」を押し、¥2,500のQRコードを出してください。120秒使えます。',
    },
    {
      phone: 'customer', person: 'ichiro', byHand: true,
      act: { kind: 'say', person: 'ichiro', text: '支払い' },
      say: '鈴木さんの返事の「支払う」を押し、「みどり青果店の画面」のQRコードを選びます。金額は直せません。「¥2,500 を支払う」を押すと、お店の画面が「受け取りました」に変わります。',
      until: { person: 'ichiro', text: 'お支払いが完了しました' },
    },
    {
      phone: 'customer', person: 'hana', byHand: true,
      act: { kind: 'say', person: 'hana', text: '支払い' },
      say: '山田さんも支払いを開き、同じQRコードがまだ見えていれば読み取ってください。「この支払いは、すでに済んでいます。あなたのお金は動いていません。」と出ます。',
    },
    { phone: 'customer', person: 'hana', byHand: true, say: '山田さんがホームで「コードを見せる」を押します。12けたの数字、QRコード、バーコードが60秒だけ出ます。' },
    {
      phone: 'store', person: 'midori-owner', byHand: true,
      say: 'お店が「コードを読み取る」で¥800と入れ、「カメラで読み取る」から「山田 花子の画面」のコードを選びます。はじめてのお店や大きな金額のときは、山田さんの画面に確認が出ます。',
      until: { person: 'hana', text: 'お支払いが完了しました' },
    },
    { phone: 'store', person: 'tanaka-owner', byHand: true, say: '田中電器が同じコードをもう一度読み取っても、「このコードは一度使われています」と断られます。コードも金額QRも、使えるのは一度だけです。これで終わりです。' },
  ],
}
