import { afterEach, describe, expect, it } from 'vitest'
import { testSettings } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { DANA, MAYA, OMAR, read, setDesk, TOKEN } from './desk-scene.ts'

let stage: Stage
const setUp = async (options: Parameters<typeof setDesk>[0] = {}) => {
  const desk = await setDesk(options)
  stage = desk.stage
  return desk
}
afterEach(() => stage.stop())

const NOWHERE = '00000000-0000-7000-8000-000000000000'

describe('the desk: who has a conversation', () => {
  it('[H15 H9] is claimed from the agent, which is silent from then on, and given back', async () => {
    const { about, written, shown } = await setUp()
    const maya = await written()
    expect(await shown()).toMatchObject({ owner: 'agent', epoch: 0, customer: { phone: `+${MAYA}` } })
    const claimed = await about('claim', { as: DANA })
    expect(claimed).toMatchObject({
      status: 200,
      body: { ok: true, state: { owner: 'teammate', epoch: 1, teammate: DANA }, moved: true, onTheWire: [] },
    })
    maya.says('Are you there?')
    await stage.pass(60_000)
    expect(read(maya)).toEqual(['You said: Hello'])
    expect(await about('release', { as: DANA, outcome: 'All is well.', resolution: 'continue' })).toMatchObject({
      status: 200,
      body: { state: { owner: 'agent', epoch: 2 } },
    })
    await stage.pass(5000)
    expect(read(maya)).toEqual(['You said: Hello', 'You said: Are you there?'])
  })

  it('[H15 H23] one claim for all: the second is told who has it, and takes it over only by saying so', async () => {
    const { about, written } = await setUp()
    await written()
    const both = await Promise.all([about('claim', { as: DANA }), about('claim', { as: OMAR })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = both.find(({ status }) => status === 200)!.body.state.teammate
    const loser = winner.id === 'dana' ? OMAR : DANA
    const refused = both.find(({ status }) => status === 409)!
    expect(refused.body).toMatchObject({ ok: false, state: { owner: 'teammate', teammate: winner, epoch: 1 } })
    expect(refused.body.error).toBe(`${winner.name} has it. To take it over, say so: "over": true.`)
    expect(await about('claim', { as: loser, over: true })).toMatchObject({
      status: 200,
      body: { state: { teammate: loser, epoch: 2 } },
    })
    expect(await about('claim', { as: loser })).toMatchObject({ status: 200, body: { moved: false } })
  })

  it('[H8] who decides on an old state is told the new one', async () => {
    const { about, written } = await setUp()
    await written()
    await about('claim', { as: DANA, epoch: 0 })
    for (const [step, body] of [
      ['claim', {}],
      ['put-back', {}],
      ['release', {}],
      ['undo', {}],
      ['assign', { to: OMAR }],
      ['replies', { text: 'Hi' }],
    ] as const)
      expect([step, await about(step, { as: OMAR, epoch: 0, ...body })]).toMatchObject([
        step,
        {
          status: 409,
          body: { error: 'Something has changed since you looked: Dana has it.', state: { epoch: 1, teammate: DANA } },
        },
      ])
  })

  it('[H24] is assigned to teammates of this line, and to people of the program', async () => {
    const { about, written, ask } = await setUp()
    await written()
    const business = 'acme'
    const hired = async (name: string, role: 'member' | 'viewer', lines: 'all' | string[]) => {
      const by = { kind: 'token', id: 'x', name: 'x', source: 'api', ip: undefined } as const
      const actor = { role: 'owner', lines: 'all' } as const
      const { store } = stage.platform
      const email = `${name.toLowerCase()}@acme.example`
      const now = stage.clock.now()
      const offered = await store.invite({ business, actor, by, now, email, role, lines })
      if (offered.kind !== 'done') throw new Error(offered.kind)
      await store.acceptInvitation({ business, secret: offered.secret, name, passwordHash: 'x', ip: undefined, now })
      return (await store.teammates(business)).find((one) => one.name === name)!.id
    }
    const ana = await hired('Ana', 'member', ['support'])
    const sam = await hired('Sam', 'member', ['sales'])
    const vera = await hired('Vera', 'viewer', 'all')
    expect(await about('assign', { as: DANA, to: ana })).toMatchObject({
      status: 200,
      body: { state: { owner: 'teammate', teammate: { id: ana, name: 'Ana' } } },
    })
    expect(await about('assign', { to: NOWHERE })).toMatchObject({ status: 404 })
    expect(await about('assign', { to: sam })).toMatchObject({
      status: 422,
      body: { error: 'Sam does not work on support.' },
    })
    expect(await about('assign', { to: vera })).toMatchObject({ status: 422 })
    expect(await about('assign', { to: OMAR })).toMatchObject({ status: 200, body: { state: { teammate: OMAR } } })
    // A program acts for its own people, never as somebody who signs in.
    expect(await about('claim', { as: { id: ana, name: 'Ana' }, over: true })).toMatchObject({ status: 403 })
    expect(await about('claim', { as: { id: 'token:x', name: 'X' } })).toMatchObject({ status: 400 })
    const { body } = await ask('GET', '/conversations?view=mine&as=omar')
    expect(body.conversations).toMatchObject([{ teammate: OMAR }])
    expect((await ask('GET', '/conversations?view=mine')).body.conversations).toEqual([])
  })

  it('[H15] waits again when it is put back; what nobody has is put back by nobody', async () => {
    const { about, written, shown } = await setUp()
    await written()
    expect(await about('put-back')).toMatchObject({
      status: 409,
      body: { error: 'No person has this conversation: the agent answers it.' },
    })
    expect(await about('release')).toMatchObject({ status: 409, body: { state: { owner: 'agent' } } })
    await about('claim', { as: DANA })
    expect(await about('put-back', { as: DANA })).toMatchObject({ status: 200, body: { state: { owner: 'waiting' } } })
    expect(await shown()).toMatchObject({ owner: 'waiting', waitingSince: stage.clock.now(), overdue: false })
  })

  it('[H23] the last step is taken back by who made it, within a minute; and the agent goes on', async () => {
    const { about, written } = await setUp()
    const maya = await written()
    expect(await about('undo', { as: DANA })).toMatchObject({ status: 409 })
    await about('claim', { as: DANA })
    maya.says('Hello?')
    await stage.pass(20_000)
    expect(await about('undo', { as: OMAR })).toMatchObject({ status: 409, body: { state: { teammate: DANA } } })
    expect(await about('undo', { as: DANA })).toMatchObject({ status: 200, body: { state: { owner: 'agent' } } })
    await stage.pass(5000)
    expect(read(maya)).toEqual(['You said: Hello', 'You said: Hello?'])
    await about('claim', { as: DANA })
    await stage.pass(61_000)
    expect(await about('undo', { as: DANA })).toMatchObject({ status: 409 })
  })

  it('[H11] is not given to nobody: where no agent answers on the line, the release is refused with the reason', async () => {
    const { about, written } = await setUp({ agents: { other: () => 'Hi' } })
    await written()
    await about('claim', { as: DANA })
    await stage.platform.reconfigure({
      settings: testSettings({ apiToken: TOKEN }),
      agents: new Map([['other', () => 'Hi']]),
    })
    const refused = await about('release', { as: DANA })
    expect(refused).toMatchObject({ status: 409, body: { error: expect.stringContaining('No agent named test') } })
  })

  it('[H8] says what was on the wire when it was taken', async () => {
    const { about, written, thread } = await setUp()
    const maya = await written()
    // Statuses would tell that it was accepted before the answer does.
    stage.simulator.chaos.statusNever = 1
    stage.simulator.faults.next({ latency: 5000 }, { to: MAYA })
    maya.says('Slow')
    await stage.pass(1000)
    const claimed = await about('claim', { as: DANA })
    expect(claimed.body.onTheWire).toHaveLength(1)
    const { messages } = await thread()
    expect(messages.at(-1)).toMatchObject({ id: claimed.body.onTheWire[0], delivery: { state: 'on-the-wire' } })
    await stage.pass(10_000)
    expect(read(maya)).toEqual(['You said: Hello', 'You said: Slow'])
  })
})
