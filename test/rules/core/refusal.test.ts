import { expect, test } from 'vitest'
import { refused } from '../../../server/core/refusal.ts'
import { fillBlanks, moneyLines, refusalWords, type RefusalReason } from '../../../server/core/refusal-words.ts'

const reasons = Object.keys(refusalWords) as RefusalReason[]

test('every reason says in Japanese and in English what happened and what to do next', () => {
  for (const reason of reasons) {
    const { ja, en, nextJa, nextEn } = refusalWords[reason]
    expect([ja, nextJa].every((words) => /[ぁ-んァ-ヶ一-龠]/.test(words)), reason).toBe(true)
    expect([en, nextEn].every((words) => /^[\x20-\x7e–“”’]+$/.test(words)), reason).toBe(true)
  }
})

test('the blanks of both languages are the same', () => {
  const blanks = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const reason of reasons) {
    const japanese = blanks(refusalWords[reason].ja)
    expect(blanks(refusalWords[reason].en).every((name) => japanese.includes(name)), reason).toBe(true)
  }
})

test('no refusal blames the programme itself: a client’s mistake is a 4xx, only being busy or unable to look is a 503', () => {
  const faults = reasons.filter((reason) => refusalWords[reason].httpState >= 500)
  expect(faults).toEqual(['busy', 'scanner-down', 'uploads-full'])
})

test('customers never read the words 不正 or 凍結 when a payment is refused', () => {
  const toCustomers = reasons.filter((reason) => refusalWords[reason].money !== 'none')
  expect(toCustomers.filter((reason) => /不正|凍結/.test(refusalWords[reason].ja + refusalWords[reason].nextJa))).toEqual([])
})

test('about money there are three sentences and no others', () => {
  expect(Object.values(moneyLines).map(({ ja }) => ja)).toEqual([
    'お金は動いていません。',
    'お支払いは完了しています。',
    'お支払いできたかどうかを確認しています。もう一度支払わないでください。',
  ])
})

test('a blank without a value leaves no braces behind', () => {
  expect(fillBlanks('残高は{balance}です。', { balance: '¥800' })).toBe('残高は¥800です。')
  expect(fillBlanks('確認してください。{field}', {})).toBe('確認してください。')
  expect(refused('busy').facts).toEqual({})
})
