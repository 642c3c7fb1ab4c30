import { BlockList, isIP } from 'node:net'

/** Networks of IPv4 that are nobody's on the internet: one's own, a provider's, the machine itself, tests, many at once. */
const RESERVED = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const
/** Within the public part of IPv6: what carries an address of IPv4 inside, and what is there for documents only. */
const RESERVED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const reserved = new BlockList()
for (const [net, bits] of RESERVED) reserved.addSubnet(net, bits, 'ipv4')
const reservedV6 = new BlockList()
for (const [net, bits] of RESERVED_V6) reservedV6.addSubnet(net, bits, 'ipv6')
/** All that is public lies in here; loopback, link-local, private and mapped addresses do not. */
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')

export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !reserved.check(address, 'ipv4')
  if (isIP(address) !== 6 || address.includes('%')) return false
  return publicV6.check(address, 'ipv6') && !reservedV6.check(address, 'ipv6')
}

const PRIVATE_NAME = /(^|\.)(localhost|internal|local|localdomain|home\.arpa|intranet|lan)$/

/** Whether a host of a URL may be public: its name is not one that stands for something inside, nor such an address. */
export function mayBePublic(hostname: string): boolean {
  const address = hostname.replaceAll(/^\[|\]$/g, '')
  return isIP(address) ? isPublicAddress(address) : !PRIVATE_NAME.test(address)
}
