import styles from './day-mark.module.css'

/** Ten shapes that are told apart without colour; three ways of drawing each make thirty. */
const shapes = [
  'M24 6a18 18 0 1 1 0 36 18 18 0 0 1 0-36Z',
  'M24 5 44 41H4Z',
  'M7 7h34v34H7Z',
  'M24 3 45 24 24 45 3 24Z',
  'm24 4 6 13 14 2-10 10 2 15-12-7-12 7 2-15L4 19l14-2Z',
  'M14 6h20l10 18-10 18H14L4 24Z',
  'M17 5h14v12h12v14H31v12H17V31H5V17h12Z',
  'M24 4C34 18 40 24 40 31a16 13 0 0 1-32 0C8 24 14 18 24 4Z',
  'M30 5a20 20 0 1 0 13 27A16 16 0 0 1 30 5Z',
  'M24 43C6 30 4 22 6 14c3-9 14-9 18-1 4-8 15-8 18 1 2 8 0 16-18 29Z',
]
const drawings = ['filled', 'outline', 'dotted'] as const
/** The programme's thirty words: each has a shape of its own. */
const words = [
  'つばめ', 'りんご', 'ふじさん', 'かえる', 'いちょう', 'さくら', 'とんぼ', 'きつね', 'みかん', 'ほたる',
  'すいか', 'うさぎ', 'もみじ', 'くじら', 'たけのこ', 'ひまわり', 'かめ', 'つばき', 'ふくろう', 'いちご',
  'あさがお', 'たぬき', 'まつぼっくり', 'ちょうちょ', 'かぼちゃ', 'すずめ', 'ゆきだるま', 'くるみ', 'はまぐり', 'たんぽぽ',
]

/** 今日のしるし: a word and a shape, the same on the customer's and on the store's screen. */
export function DayMark({ mark }: { mark: string }) {
  const place = placeOf(mark)
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 48 48" width="32" height="32" className={styles.shape} data-drawing={drawings[Math.floor(place / shapes.length)]} aria-hidden="true">
        <path d={shapes[place % shapes.length]} />
        <circle cx="24" cy="25" r="5" />
      </svg>
      <strong lang="ja">{mark}</strong>
    </span>
  )
}

/** The same word gives the same shape on every screen, also a word that is not on our list. */
function placeOf(mark: string): number {
  const known = words.indexOf(mark)
  if (known >= 0) return known
  let sum = 0
  for (const letter of mark) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % (shapes.length * drawings.length)
}
