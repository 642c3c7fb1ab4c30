import { describe, expect, it } from 'vitest'
import { ACCESS, type Action, type Actor, can, mayGive, ROLES, type Role, SYSTEM, verdict, worksOn } from './access.ts'

const actor = (role: Role, lines: Actor['lines'] = 'all'): Actor => ({
  kind: 'teammate',
  id: '1',
  name: 'Bo',
  role,
  lines,
})

/** Written a second time by hand: a slip in the table of the product shows here. */
const ALLOWED: Record<Action, readonly Role[]> = {
  'conversation.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'conversation.mark': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'conversation.claim': ['owner', 'admin', 'supervisor', 'member'],
  'conversation.assign': ['owner', 'admin', 'supervisor'],
  'conversation.reply': ['owner', 'admin', 'supervisor', 'member'],
  'conversation.note': ['owner', 'admin', 'supervisor', 'member'],
  'conversation.release': ['owner', 'admin', 'supervisor', 'member'],
  'presence.tell': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'delivery.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'delivery.settle': ['owner', 'admin', 'supervisor', 'member'],
  'line.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'line.resume': ['owner', 'admin'],
  'template.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'template.sync': ['owner', 'admin'],
  'template.manage': ['owner', 'admin'],
  'campaign.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'campaign.send': ['owner', 'admin', 'supervisor'],
  'customer.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'customer.block': ['owner', 'admin', 'supervisor', 'member'],
  'customer.consent': ['owner', 'admin', 'supervisor', 'member'],
  'customer.export': ['owner', 'admin'],
  'customer.erase': ['owner', 'admin'],
  'memory.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'memory.ask': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'memory.write': ['owner', 'admin', 'supervisor', 'member'],
  'memory.correct': ['owner', 'admin', 'supervisor', 'member'],
  'identity.read': ['owner', 'admin', 'supervisor'],
  'identity.decide': ['owner', 'admin', 'supervisor'],
  'run.read': ['owner', 'admin', 'supervisor', 'member'],
  'usage.read': ['owner', 'admin', 'supervisor'],
  'canned.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'canned.write': ['owner', 'admin', 'supervisor', 'member'],
  'events.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'teammate.read': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
  'teammate.invite': ['owner', 'admin'],
  'teammate.change': ['owner', 'admin'],
  'token.manage': ['owner', 'admin'],
  'audit.read': ['owner', 'admin'],
  'session.own': ['owner', 'admin', 'supervisor', 'member', 'viewer'],
}
const WIDE: readonly Action[] = [
  'template.sync',
  'template.manage',
  'customer.export',
  'customer.erase',
  'identity.read',
  'identity.decide',
  'usage.read',
  'audit.read',
]
const ACTIONS = Object.keys(ACCESS) as Action[]

describe('[H24] who may do what', () => {
  it.each(ACTIONS)('%s', (action) => {
    for (const role of ROLES) {
      const may = ALLOWED[action].includes(role)
      for (const resource of [{}, { line: 'support' }]) expect(can(actor(role), action, resource)).toBe(may)
      const narrow = actor(role, ['support'])
      expect(can(narrow, action, { line: 'support' })).toBe(may && !WIDE.includes(action))
      expect(can(narrow, action, {})).toBe(may && !WIDE.includes(action))
      expect(can(narrow, action, { line: 'sales' })).toBe(false)
      expect(can(actor(role, []), action, { line: 'support' })).toBe(false)
    }
  })

  it('what lies on lines of others is hidden before anything is said of roles', () => {
    const viewer = actor('viewer', ['support'])
    expect(verdict(viewer, 'conversation.reply', { line: 'sales' })).toEqual({ kind: 'hidden' })
    expect(verdict(viewer, 'conversation.reply', { line: 'support' })).toEqual({ kind: 'too-low', least: 'member' })
    expect(verdict(actor('admin', ['support']), 'audit.read', {})).toEqual({ kind: 'too-narrow' })
  })

  it('an owner and the system may do all', () => {
    for (const action of ACTIONS)
      for (const who of [actor('owner'), SYSTEM]) expect(can(who, action, { line: 'any' })).toBe(true)
  })

  it('a line is named exactly', () => {
    expect(worksOn({ lines: ['support'] }, 'Support')).toBe(false)
    expect(worksOn({ lines: ['all'] }, 'support')).toBe(false)
  })
})

describe('[H24] nobody gives more than they have', () => {
  const scopes = ['all', ['support'], ['sales'], ['support', 'sales'], []] as const
  const within = (inner: (typeof scopes)[number], outer: (typeof scopes)[number]) =>
    outer === 'all' || (inner !== 'all' && inner.every((line) => (outer as readonly string[]).includes(line)))

  it('neither of the role nor of the lines', () => {
    for (const [above, from] of ROLES.entries())
      for (const [below, to] of ROLES.entries())
        for (const mine of scopes)
          for (const theirs of scopes) {
            const may = below >= above && within(theirs, mine) && (to !== 'owner' || theirs === 'all')
            expect(mayGive({ role: from, lines: mine }, { role: to, lines: theirs }), `${from} ${to}`).toBe(may)
          }
  })
})
