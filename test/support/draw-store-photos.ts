/**
 * `npm run draw-store-photos`: the practice stores' pictures, drawn, because nobody's real shop belongs in a practice town.
 * Writes prisma/seed/photos/<store code>.png; run it after changing a colour or a sign below.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'
import { practiceTown } from '../../prisma/seed/practice-town.ts'

interface Front {
  readonly awning: string
  readonly wall: string
}

const fronts: Readonly<Record<string, Front>> = {
  'S-0142': { awning: '#2f7d4f', wall: '#f4ead6' },
  'S-0077': { awning: '#1e4d6b', wall: '#e3e8ee' },
  'S-0203': { awning: '#8a4b2a', wall: '#f3e3cf' },
}

const size = { width: 800, height: 400 }

const browser = await launchBrowser()
const page = await (await browser.newContext({ viewport: size })).newPage()
for (const { code, name } of practiceTown().stores) {
  const front = fronts[code]
  if (!front) throw new Error(`${code} has no front yet`)
  await page.setContent(drawn(name, front))
  writeFileSync(join(import.meta.dirname, '../../prisma/seed/photos', `${code}.png`), await page.screenshot())
}
await browser.close()

function drawn(name: string, { awning, wall }: Front): string {
  const stripes = Array.from({ length: 16 }, (_one, at) => `<rect x="${at * 50}" y="120" width="50" height="70" fill="${at % 2 === 0 ? awning : '#ffffff'}"/><circle cx="${at * 50 + 25}" cy="190" r="25" fill="${at % 2 === 0 ? awning : '#ffffff'}"/>`).join('')
  const shelves = Array.from({ length: 9 }, (_one, at) => `<circle cx="${90 + at * 44}" cy="${316 - (at % 2) * 6}" r="17" fill="${['#d9573c', '#e7a93b', '#6a9f4b'][at % 3] ?? ''}"/>`).join('')
  return `<style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="BIZ UDPGothic">
    <rect width="800" height="400" fill="#cfe3ee"/><rect x="20" y="40" width="760" height="330" fill="${wall}"/>
    <rect x="20" y="40" width="760" height="84" fill="${awning}"/><text x="400" y="98" font-size="46" font-weight="700" fill="#ffffff" text-anchor="middle">${name}</text>
    ${stripes}<rect x="60" y="235" width="420" height="120" rx="6" fill="#ffffff" stroke="${awning}" stroke-width="6"/>${shelves}<rect x="60" y="332" width="420" height="24" fill="${awning}"/>
    <rect x="540" y="230" width="170" height="140" rx="6" fill="#8fb6c9" stroke="${awning}" stroke-width="8"/><circle cx="690" cy="305" r="7" fill="#f2b84b"/>
    <rect y="370" width="800" height="30" fill="#b9b2a4"/></svg>`
}
