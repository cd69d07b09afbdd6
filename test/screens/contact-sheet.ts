import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { albumFolder, type Picture } from './album.ts'

/** Puts the pictures of all walks on one page. Vitest calls what this returns when every walk has ended. */
export default function contactSheet() {
  return () => {
    if (!existsSync(albumFolder)) return
    const parts = readdirSync(albumFolder).flatMap((name) => {
      const file = join(albumFolder, name, 'pictures.json')
      return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as { section: string; pictures: Picture[] }] : []
    })
    writeFileSync(join(albumFolder, 'index.html'), sheetOf(parts))
    const pictures = parts.flatMap((part) => part.pictures)
    const findings = pictures.flatMap((picture) => picture.findings.map((found) => `${picture.name}: ${found}`))
    console.log(`${pictures.length} screens in screens/index.html, ${findings.length} findings\n${findings.map((found) => `  ${found}`).join('\n')}`)
  }
}

const sheetOf = (parts: readonly { section: string; pictures: readonly Picture[] }[]) => `<!doctype html>
<html lang="ja"><meta charset="utf-8"><title>みまもりペイ：画面の一覧</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; margin: 24px; background: #faf8f4; color: #1c2733 }
  section { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start }
  figure { margin: 0; padding: 12px; background: #fff; border: 1px solid #c9c3b6; border-radius: 12px; max-width: 100% }
  figure div { display: flex; gap: 12px; align-items: flex-start; overflow-x: auto }
  img { height: 420px; width: auto; border: 1px solid #c9c3b6 }
  figcaption { margin-bottom: 8px } code { color: #4a5866 } li { color: #b3261e }
</style>
<h1>画面の一覧</h1>
${parts.map(({ section, pictures }) => `<h2>${escaped(section)}（${pictures.length}）</h2>\n<section>\n${pictures.map((picture) => figureOf(section, picture)).join('\n')}\n</section>`).join('\n')}
</html>
`

const figureOf = (section: string, { name, path, files, findings }: Picture) => `<figure><figcaption>${escaped(name)} <code>${escaped(path)}</code></figcaption>
<div>${files.map(({ width, file }) => `<a href="${encodeURI(`${section}/${file}`)}"><img loading="lazy" src="${encodeURI(`${section}/${file}`)}" alt="${escaped(name)}, ${width} px"></a>`).join('')}</div>
${findings.length > 0 ? `<ul>${findings.map((found) => `<li>${escaped(found)}</li>`).join('')}</ul>` : ''}</figure>`

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
