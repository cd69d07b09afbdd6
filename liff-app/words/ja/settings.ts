export const settings = {
  title: '設定',
  textSize: '文字の大きさ',
  sizes: { standard: '標準', large: '大きい', largest: 'とても大きい' },
  sample: '見本：使える金額 ¥13,000',
  language: 'ことば（Language）',
  saved: '変更しました',
  failed: 'この端末では変わりましたが、保存できませんでした。',
  code: 'お客さま番号',
  name: 'お名前',
}
