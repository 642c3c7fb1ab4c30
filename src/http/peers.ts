import { BlockList, isIP } from 'node:net'

type Address = string | undefined
type Header = string | null | undefined

/** Who stands at the other end, and who may bring webhooks where the settings limit that to Meta's addresses. */
export interface Peers {
  /** `peer` is the other end of the connection, if we know it; `forwardedFor` what proxies wrote into the header. */
  admits(peer: Address, forwardedFor: Header): boolean
  callerOf(peer: Address, forwardedFor: Header): string | undefined
  /** Whether what this peer says of the way a request came is believed. */
  isProxy(peer: Address): boolean
}

/**
 * Without allowed ranges everybody may come. With them the caller is found from the right: each proxy we trust speaks for
 * the address before it, and the first one that is no proxy of ours is the caller. What stands further left anybody could
 * have written. Where a host hands us requests without their peer, it counts as a proxy if any is trusted at all.
 */
export function createPeers({
  allowedCidrs,
  trustedProxies,
}: {
  allowedCidrs: readonly string[]
  trustedProxies: readonly string[]
}): Peers {
  const allowed = blockList(allowedCidrs)
  const proxies = blockList(trustedProxies)
  const isProxy = (peer: Address) =>
    peer === undefined ? trustedProxies.length > 0 : trustedProxies.length > 0 && contains(proxies, peer)
  function callerOf(peer: Address, forwardedFor: Header) {
    if (!isProxy(peer)) return peer
    const chain = (forwardedFor ?? '').split(',').map((address) => address.trim())
    if (peer !== undefined) chain.push(peer)
    return chain.filter(Boolean).findLast((address) => !contains(proxies, address))
  }
  return {
    admits(peer, forwardedFor) {
      if (allowedCidrs.length === 0) return true
      const caller = callerOf(peer, forwardedFor)
      return caller !== undefined && contains(allowed, caller)
    },
    callerOf,
    isProxy,
  }
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** IPv4 comes as such or inside IPv6, with a port where a proxy adds one. */
function contains(list: BlockList, written: string): boolean {
  const address = written.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3')
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
