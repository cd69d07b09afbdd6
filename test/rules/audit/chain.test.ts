import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainStart, entryHash, followChain, type ChainedEntry, type SealedEntry } from '../../../server/audit/chain.ts'

const entry = (index: number): ChainedEntry => ({
  id: `e${index}`, recordedAt: new Date(Date.UTC(2026, 10, 23, 5, index)), actorKind: 'officer', actorId: 'takahashi', action: 'freeze.confirm',
  objectKind: 'freeze', objectId: `f${index}`, purpose: null, details: { b: 1, a: [index] }, chainIndex: BigInt(index),
})

function sealed(count: number): SealedEntry[] {
  let prevHash = chainStart.hash
  return Array.from({ length: count }, (_, place) => {
    const one = entry(place + 1)
    const link = { ...one, prevHash, hash: entryHash(prevHash, one) }
    prevHash = link.hash
    return link
  })
}

describe('the hash chain', () => {
  test('an untouched chain holds', () => {
    const chain = sealed(5)
    expect(followChain(chainStart, chain)).toEqual({ end: { index: 5n, hash: chain[4]!.hash }, brokenAt: null })
  })

  test('the order of keys in the details does not matter, their values do', () => {
    const one = entry(1)
    expect(entryHash('x', { ...one, details: { a: [1], b: 1 } })).toBe(entryHash('x', one))
    expect(entryHash('x', { ...one, details: { a: [1], b: 2 } })).not.toBe(entryHash('x', one))
  })

  test('whatever is changed, the place is found', () => {
    const changes: ((link: SealedEntry) => SealedEntry)[] = [
      (link) => ({ ...link, action: 'freeze.lift' }),
      (link) => ({ ...link, actorId: 'nakamura' }),
      (link) => ({ ...link, recordedAt: new Date(link.recordedAt.getTime() + 1) }),
      (link) => ({ ...link, details: {} }),
      (link) => ({ ...link, prevHash: 'f'.repeat(64) }),
      (link) => ({ ...link, purpose: 'contact' }),
      (link) => ({ ...link, hash: entryHash('other', link) }),
    ]
    fc.assert(fc.property(fc.integer({ min: 0, max: 5 }), fc.constantFrom(...changes), (place, change) => {
      const chain = sealed(6).map((link, at) => (at === place ? change(link) : link))
      expect(followChain(chainStart, chain).brokenAt).toBe(BigInt(place + 1))
    }))
  })

  test('a missing link and a swapped pair break it', () => {
    const chain = sealed(4)
    expect(followChain(chainStart, [chain[0]!, chain[2]!, chain[3]!]).brokenAt).toBe(2n)
    expect(followChain(chainStart, [chain[0]!, chain[2]!, chain[1]!, chain[3]!]).brokenAt).toBe(2n)
  })
})
