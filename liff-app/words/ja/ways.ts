/** How a demand can be paid: what is not in the kept text itself. */
export const ways = {
  title: 'お支払い方法のご案内',
  waiting: 'お支払いの番号を準備しています。数分後に、もう一度ご覧ください。お急ぎの方は、お電話ください。',
  copy: (name: string) => `${name}をコピー`,
  copied: 'コピーしました',
  onlyHere: '番号と口座は、この画面と書面だけでお知らせします。トークでお送りすることはありません。',
  version: (version: string, hash: string) => `案内 第${version}版　控え番号 ${hash}`,
}
