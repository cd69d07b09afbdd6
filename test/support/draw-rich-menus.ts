/**
 * `npm run draw-menus`: draws the rich menus' pictures anew, at the size and with the areas of their definitions. Run it
 * after a word or an area has changed, look at the pictures, and commit them: LINE gets them from the repository.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  Barcode, BellRing, ChartColumn, CircleAlert, CirclePause, CircleQuestionMark, ClipboardCheck, Gauge, HandCoins, Languages, List, MessageSquareReply, OctagonAlert,
  Phone, Power, QrCode, ScanLine, Stamp, Store, UserRoundPlus, WalletMinimal, type LucideIcon,
} from 'lucide-react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { menuNames, menus, type MenuArea, type MenuDesign } from '../../server/line/rich-menus/menus.ts'
import { launchBrowser } from './browser.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../server/line/rich-menus')

interface Look {
  readonly icon: LucideIcon
  /** For the customers who don't read Japanese. */
  readonly english?: string
  /** A label that is too long for one line: what is the matter, and below it what to do. */
  readonly lines?: readonly [string, string]
  readonly look?: 'paused'
}

const looks: Record<string, Look> = {
  登録をはじめる: { icon: UserRoundPlus, english: 'Register' },
  English: { icon: Languages, english: '英語で案内' },
  支払う: { icon: QrCode, english: 'Pay' },
  コードを見せる: { icon: Barcode, english: 'Show a code' },
  残高: { icon: WalletMinimal, english: 'Balance' },
  履歴: { icon: List, english: 'History' },
  返済・お知らせ: { icon: BellRing, english: 'Notices' },
  困ったとき: { icon: CircleQuestionMark, english: 'Help' },
  受付を見る: { icon: Store },
  金額QR: { icon: QrCode },
  コード読取: { icon: ScanLine },
  今日の売上: { icon: ChartColumn },
  確認依頼: { icon: ClipboardCheck },
  入金がない: { icon: CircleAlert },
  状況: { icon: Gauge },
  即時の案件: { icon: OctagonAlert },
  承認: { icon: Stamp },
  事実確認の回答: { icon: MessageSquareReply },
  返済: { icon: HandCoins },
  停止スイッチ: { icon: Power },
  'お支払い停止中・くわしく見る': { icon: CirclePause, lines: ['お支払い停止中', 'くわしく見る'], english: 'Paused', look: 'paused' },
  お問い合わせ: { icon: Phone, english: 'Contact us' },
}

/** 「屋根と灯り」 at the picture's scale: it is shown at about a sixth of its size, so 72 px is the smallest letter. */
const style = `
  * { box-sizing: border-box; margin: 0; }
  body { background: #f1eee7; color: #1c2733; font-family: sans-serif; }
  .area { position: absolute; padding: 22px; }
  .card { position: relative; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 44px; width: 100%; height: 100%; border-radius: 56px; background: #fff; border: 4px solid #e4dfd4; }
  .icon { position: relative; display: grid; place-items: center; width: 320px; height: 320px; border-radius: 50%; background: #e1ecf2; color: #1e4d6b; }
  b { font-size: 116px; font-weight: 700; line-height: 128px; white-space: nowrap; }
  b.long { font-size: 102px; }
  small { margin-top: -20px; font-size: 76px; line-height: 1.1; color: #4a5866; }
  .first .card { background: #1e4d6b; border-color: #1e4d6b; color: #fff; }
  .first .icon { background: #f2b84b; color: #1c2733; }
  .first small { color: #e1ecf2; }
  .first.paused .card { background: #3b4fa0; border-color: #3b4fa0; }
  .first.paused .icon { width: 260px; height: 260px; background: #e8eaf8; color: #3b4fa0; }
  .paused b + b { margin-top: -24px; font-size: 84px; font-weight: 400; line-height: 100px; }
`

const browser = await launchBrowser()
try {
  for (const menu of menuNames) {
    const page = await browser.newPage({ viewport: menus[menu].size, deviceScaleFactor: 1 })
    await page.setContent(pageOf(menus[menu]))
    const png = await page.screenshot({ path: join(folder, `${menu}.png`) })
    await page.close()
    console.log(`${menu}.png  ${(png.length / 1024).toFixed(0)} KB`)
  }
} finally {
  await browser.close()
}

function pageOf({ areas }: MenuDesign): string {
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><style>${style}</style><body>${areas.map(areaOf).join('')}</body></html>`
}

/** The first area is what most people come for, so it alone is filled and has the lamp's light. */
function areaOf({ label, bounds }: MenuArea, place: number): string {
  const look = looks[label]
  if (!look) throw new Error(`「${label}」 has no icon yet`)
  const { x, y, width, height } = bounds
  const icon = renderToStaticMarkup(createElement(look.icon, { size: 190, strokeWidth: 1.75 }))
  const [main, ...below] = look.lines ?? [label]
  const lines = [`<b class="${main.length > 6 && width < 1000 ? 'long' : ''}">${main}</b>`, ...below.map((line) => `<b>${line}</b>`)].join('')
  return `<div class="area${place === 0 ? ' first' : ''}${look.look ? ` ${look.look}` : ''}" style="left:${x}px;top:${y}px;width:${width}px;height:${height}px">
    <div class="card"><span class="icon">${icon}</span>${lines}${look.english ? `<small>${look.english}</small>` : ''}</div></div>`
}
