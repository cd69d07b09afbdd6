import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * From where a request came, as it can be compared: an IPv4 address, or the network (/64) of an IPv6 one, whose rest phones
 * change by themselves. Null for this machine itself: then a proxy did not say, or somebody develops.
 */
export const addressOf = ({ ip }: Pick<FastifyRequest, 'ip'>): string | null => comparable(ip)

export function comparable(ip: string): string | null {
  const plain = ip.replace(/^::ffff:(?=[0-9.]+$)/i, '').replace(/%.*$/, '')
  if (isIP(plain) === 4) return plain.startsWith('127.') ? null : plain
  if (isIP(plain) !== 6 || plain === '::1') return null
  return `${wholeIpv6(plain).slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address, also of one that is written with 「::」. */
function wholeIpv6(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, '')))
  if (tail === undefined) return groups(head)
  return [...groups(head), ...Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0'), ...groups(tail)]
}
