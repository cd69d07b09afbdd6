import { stopOwnPayments } from '../cases/self-stop/stop-own-payments.ts'
import { programme } from '../customers/programme.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { cardWithButtons, inWords, pageButton, sentence, type Asked } from './phrase.ts'

const { phone, opens, closes } = programme.contact

/** 停止: asks before anything is stopped. */
export function stopQuestion(asked: Asked): LineMessageJson {
  const text = inWords(asked, 'お支払いを今すぐ止めますか？ あとから再開できます（確認が必要です）。', 'Stop your payments now? They can be resumed later, after a check.')
  return cardWithButtons(asked, {
    altText: inWords(asked, 'みまもりペイからお知らせがあります', 'A notice from Mimamori Pay'),
    tone: 'stopped',
    label: inWords(asked, '確認', 'Please confirm'),
    title: inWords(asked, 'お支払いを止める', 'Stop my payments'),
    rows: [text],
    note: inWords(asked, `お電話でもお止めします。${phone}（${opens}–${closes}）`, `We also stop them by phone: ${phone} (${opens}–${closes}).`),
    buttons: [
      { label: inWords(asked, 'はい、止める', 'Yes, stop'), postback: 'act=stop-mine' },
      { label: inWords(asked, 'いいえ', 'No'), postback: 'act=stop-not' },
    ],
  })
}

/** はい、止める: at once. A second press changes nothing and says so. */
export async function stopMine(asked: Asked, scope: CustomerScope): Promise<LineMessageJson> {
  const { isNew } = await stopOwnPayments(asked.ctx, scope)
  const resume = pageButton(asked, '再開を申し込む', 'Ask to resume', '/stopped')
  if (!isNew) return sentence(asked, inWords(asked, 'すでに受け付けています。', 'We have this already.'), [resume])
  return sentence(asked, inWords(asked, 'お支払いを止めました。残高はなくなりません。', 'Your payments are stopped. Your balance stays.'), [resume])
}

export const notStopped = (asked: Asked): LineMessageJson => sentence(asked, inWords(asked, 'お支払いは止めていません。', 'Your payments go on.'))
