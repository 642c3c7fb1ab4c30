import { describe, expect, it } from 'vitest'
import { createPeers } from './peers.ts'

const META = '31.13.24.5'

describe('[W20] who may bring webhooks', () => {
  it('is everybody who can sign, unless ranges are given', () => {
    const { admits } = createPeers({ allowedCidrs: [], trustedProxies: [] })
    expect(admits('203.0.113.9', undefined)).toBe(true)
    expect(admits(undefined, undefined)).toBe(true)
  })

  it('is whoever calls from an allowed range, in either family; a header alone proves nothing', () => {
    const { admits } = createPeers({ allowedCidrs: ['31.13.24.0/21', '2a03:2880::/32'], trustedProxies: [] })
    expect(admits(META, undefined)).toBe(true)
    expect(admits(`::ffff:${META}`, undefined)).toBe(true)
    expect(admits('2a03:2880:f00::1', undefined)).toBe(true)
    expect(admits('203.0.113.9', META)).toBe(false)
    expect(admits(undefined, META)).toBe(false)
    expect(admits('not an address', undefined)).toBe(false)
  })

  it('is the first address from the right that is no proxy of ours', () => {
    const { admits } = createPeers({ allowedCidrs: ['31.13.24.0/21'], trustedProxies: ['10.0.0.0/8', '::1'] })
    expect(admits('10.1.2.3', META)).toBe(true)
    expect(admits('::1', `${META}:51234, 10.9.9.9`)).toBe(true)
    expect(admits('10.1.2.3', `${META}, 203.0.113.9`)).toBe(false)
    expect(admits('10.1.2.3', undefined)).toBe(false)
    expect(admits(undefined, META)).toBe(true)
  })
})

describe('[O5] who calls', () => {
  it('is the other end, unless a proxy of ours speaks for somebody', () => {
    const { callerOf, isProxy } = createPeers({ allowedCidrs: [], trustedProxies: ['10.0.0.0/8'] })
    expect(callerOf('203.0.113.9', META)).toBe('203.0.113.9')
    expect(callerOf('10.1.2.3', `198.51.100.7, ${META}`)).toBe(META)
    expect(callerOf('10.1.2.3', undefined)).toBeUndefined()
    expect(isProxy('10.1.2.3')).toBe(true)
    expect(isProxy('203.0.113.9')).toBe(false)
  })

  it('nobody is believed where no proxy is named', () => {
    const { callerOf, isProxy } = createPeers({ allowedCidrs: [], trustedProxies: [] })
    expect(callerOf('203.0.113.9', META)).toBe('203.0.113.9')
    expect(callerOf(undefined, META)).toBeUndefined()
    expect(isProxy('127.0.0.1')).toBe(false)
    expect(isProxy(undefined)).toBe(false)
  })
})
