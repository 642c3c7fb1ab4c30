import { describe, expect, it } from 'vitest'
import { hostFaults } from './tool-hosts.ts'

const tool = (url: string) => ({ kind: 'http', name: 'orders', url })
const agents = (url: string) => ({ support: { tools: [tool(url)] }, own: () => 'hi' }) as never

describe('hosts of tools and targets', () => {
  it('[A11 C3] are faults at the start when a list does not have them, each with its cure', () => {
    const targets = { team: { slack: 'https://hooks.slack.com/services/x' }, boss: { whatsapp: '+15550001111' } }
    expect(
      hostFaults({ agents: agents('https://api.acme.com/o/{order}'), targets, allowedHosts: ['*.beta.com'] }),
    ).toEqual([
      {
        where: 'agent support: tool orders',
        problem: 'leads to api.acme.com, which is not among tools.allowed_hosts.',
        cure: 'Add api.acme.com to tools.allowed_hosts, or remove it.',
      },
      expect.objectContaining({ where: 'targets.team' }),
    ])
  })

  it('[A11] may be any where there is no list, and those on it where there is one', () => {
    const at = (url: string, allowedHosts: readonly string[]) =>
      hostFaults({ agents: agents(url), targets: {}, allowedHosts }).length
    expect(at('https://api.acme.com/o', [])).toBe(0)
    expect(at('https://api.acme.com/o', ['api.acme.com'])).toBe(0)
    expect(at('https://api.acme.com:8443/o', ['*.acme.com:8443'])).toBe(0)
    expect(at('https://api.acme.com.evil.com/o', ['*.acme.com'])).toBe(1)
  })
})
