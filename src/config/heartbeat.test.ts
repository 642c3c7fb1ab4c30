import { describe, expect, it } from 'vitest'
import type { AgentDefinition } from '../domain/agent.ts'
import { inProject } from './test-project.ts'

const { writeAgent, write, load, refused } = inProject()

const heartbeatOf = async () => ((await load()).agents.ava as AgentDefinition).heartbeat
const start = (spec: string, settings = '') => {
  writeAgent('ava', spec)
  write('config.yaml', `whatsapp: {agent: ava${settings}}`)
}

describe('the heartbeat of an agent', () => {
  it('[D18] is off, or has every 30 minutes and a message where nothing else is said', async () => {
    start('heartbeat_period: 5')
    expect(await heartbeatOf()).toBeUndefined()
    start('heartbeat: true\nheartbeat_recipient: 14155551234')
    expect(await heartbeatOf()).toEqual({
      periodMs: 30 * 60_000,
      message: 'Summarize any new updates.',
      recipient: '14155551234',
    })
    start(
      'heartbeat: true\nheartbeat_period: 5\nheartbeat_message: Any news?',
      ', heartbeat_recipient: "+1 415 555 1234"',
    )
    expect(await heartbeatOf()).toEqual({ periodMs: 300_000, message: 'Any news?', recipient: '+1 415 555 1234' })
  })

  it('[Q8 D19] stolen heartbeat: nothing starts while nobody is named', async () => {
    start('heartbeat: true')
    const { faults } = await refused()
    expect(faults).toMatchObject([
      {
        where: 'config/agents/ava.agent.yaml: heartbeat_recipient',
        problem: 'is not set, and the heartbeat is on.',
        cure: expect.stringContaining('first-allowed together with allowed_numbers'),
      },
    ])
  })

  it('[Q8 D19] stolen heartbeat: the first who writes is nobody; the first of those who may is', async () => {
    start('heartbeat: true\nheartbeat_recipient: first-allowed')
    const { faults } = await refused()
    expect(faults).toMatchObject([{ problem: expect.stringContaining('the first stranger would be it') }])
    start('heartbeat: true\nheartbeat_recipient: first-allowed', ', allowed_numbers: ["14155551234"]')
    expect(await heartbeatOf()).toMatchObject({ recipient: 'first-allowed' })
  })

  it('[D18 D19] a recipient that is nobody, and a period that is none, stop the start together', async () => {
    start('heartbeat: true\nheartbeat_recipient: the boss\nheartbeat_period: 0')
    const { faults } = await refused()
    expect(faults.map(({ problem }) => problem).toSorted()).toEqual([
      'is neither a phone nor the id of a customer.',
      'is not a number of minutes.',
    ])
  })
})
