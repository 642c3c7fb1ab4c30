import { describe, expect, it } from 'vitest'
import { USUAL_HANDOFF } from './handoff.ts'
import { changesThatNeedRestart } from './restart.ts'
import { inProject } from './test-project.ts'

const { write, load, refused } = inProject()

const MINUTE = 60_000
const LINES = 'lines: {"106540352242922": {name: sales}, "106540352242933": {name: support, handoff: HANDOFF}}'
const TARGETS = 'targets: {desk: {slack: "https://hooks.slack.com/services/T/B/x"}, boss: {whatsapp: "+15550009999"}}'
const given = (handoff: string, ofLine = '{}') =>
  write('config.yaml', `whatsapp:\n  ${TARGETS}\n  ${LINES.replace('HANDOFF', ofLine)}\n  handoff: ${handoff}\n`)
const handoffs = async () => (await load()).settings.lines.map(({ handoff }) => handoff)
const faultsOf = async () => (await refused()).faults.map(({ where, problem }) => `${where} ${problem}`)

describe('handoff', () => {
  it('[H1 H14] is as documented where nothing is said: nothing goes back by itself, people are called again', async () => {
    given('{}')
    const { settings } = await load()
    expect(settings.handoffScope).toBe('line')
    expect(await handoffs()).toEqual([USUAL_HANDOFF, USUAL_HANDOFF])
    expect(USUAL_HANDOFF).toMatchObject({
      autoReleaseMs: undefined,
      alert: undefined,
      slaMs: 5 * MINUTE,
      windowWarningMs: 120 * MINUTE,
    })
    expect(USUAL_HANDOFF.escalation).toEqual([
      { afterMs: 5 * MINUTE, to: undefined },
      { afterMs: 15 * MINUTE, to: undefined },
    ])
  })

  it('[H1 H6 H12 H14 H24 C2] takes effect key by key, and the words of a line win there', async () => {
    given(
      `{scope: customer, alert: desk, escalation: [{after_minutes: 2}, {after_minutes: "10", to: boss}], auto_release_minutes: 30,
       sla_minutes: 3, window_warning_minutes: 45, keywords: [refund, "legal department"], frustration: high, sensitive: {medical: false}, repeated_failure: off}`,
      '{alert: boss, escalation: "7, 9", autoReleaseMinutes: null, keywords: "lawyer, court", sensitive: false, slaMinutes: 1, windowWarningMinutes: null}',
    )
    const { settings } = await load()
    expect(settings.handoffScope).toBe('customer')
    const desk = { target: 'desk', channel: 'slack' }
    const boss = { target: 'boss', channel: 'whatsapp' }
    expect(await handoffs()).toEqual([
      {
        signals: {
          keywords: ['refund', 'legal department'],
          frustration: 'high',
          sensitive: { financial: true, medical: false, legal: true },
          repeatedFailure: false,
        },
        alert: desk,
        escalation: [
          { afterMs: 2 * MINUTE, to: undefined },
          { afterMs: 10 * MINUTE, to: boss },
        ],
        autoReleaseMs: 30 * MINUTE,
        slaMs: 3 * MINUTE,
        windowWarningMs: 45 * MINUTE,
        clock: 'open',
        cover: false,
      },
      {
        signals: {
          keywords: ['lawyer', 'court'],
          frustration: 'high',
          sensitive: { financial: false, medical: false, legal: false },
          repeatedFailure: false,
        },
        alert: boss,
        escalation: [
          { afterMs: 7 * MINUTE, to: undefined },
          { afterMs: 9 * MINUTE, to: undefined },
        ],
        autoReleaseMs: undefined,
        slaMs: 1 * MINUTE,
        clock: 'open',
        cover: false,
      },
    ])
  })

  it('[H12 H14] null and an empty list switch off on a line what is on for all', async () => {
    given('{alert: desk, autoReleaseMinutes: 5}', '{alert: null, escalation: [], autoReleaseMinutes: null}')
    const [sales, support] = await handoffs()
    expect(sales).toMatchObject({ alert: { target: 'desk' }, autoReleaseMs: 5 * MINUTE })
    expect(support).toMatchObject({ alert: undefined, escalation: [], autoReleaseMs: undefined })
  })

  it('[H1 H12 H14] holds for a single line, and from TypeScript', async () => {
    const { settings } = await load({
      overrides: {
        agent: () => 'Hello',
        targets: { desk: { email: 'desk@acme.com' } },
        smtp: { url: 'smtps://mail.acme.com', from: 'desk@acme.com' },
        handoff: { alert: 'desk', escalation: [{ afterMinutes: 1, to: 'desk' }], autoReleaseMinutes: 12 },
      },
    })
    expect(settings.lines[0]!.handoff).toMatchObject({
      alert: { target: 'desk', channel: 'email' },
      escalation: [{ afterMs: MINUTE, to: { target: 'desk', channel: 'email' } }],
      autoReleaseMs: 12 * MINUTE,
    })
  })

  it('[H12 C3] tells all that is wrong at once, each with its cure', async () => {
    given(
      `{alert: dsek, escalation: [{afterMinutes: 9, to: nobody}, {after: 5}, {afterMinutes: soon}, {afterMinutes: 4}, now],
        sensitive: {medical: maybe, astrological: true}, autoReleaseMinutes: 0, slaMinutes: -1, frustration: huge, keywords: ["!?"]}`,
      `{scope: customer, alert: desks, escalation: "1,2,3,4,5,6,7,8,9,10,11"}`,
    )
    const at = 'config.yaml: whatsapp.handoff'
    const atLine = 'config.yaml: whatsapp.lines.106540352242933.handoff'
    expect((await faultsOf()).sort()).toEqual(
      [
        `${atLine}.scope is not a setting of Wabaton.`,
        `${at}.autoReleaseMinutes is not a number of minutes.`,
        `${at}.slaMinutes is not a number of minutes.`,
        `${at}.frustration has a value that does not exist.`,
        `${at}.keywords holds something that is no word.`,
        `${at}.alert names a target that is not configured.`,
        `${at}.escalation[0].to names a target that is not configured.`,
        `${at}.escalation[1].after is not a setting of Wabaton.`,
        `${at}.escalation[1].afterMinutes does not say after how many minutes.`,
        `${at}.escalation[2].afterMinutes is not a number of minutes.`,
        `${at}.escalation[4] is not a number of minutes.`,
        `${at}.escalation is not in the order of its times.`,
        `${at}.sensitive.medical must be true or false.`,
        `${at}.sensitive.astrological is not a setting of Wabaton.`,
        `${atLine}.alert names a target that is not configured.`,
        `${atLine}.escalation has 11 steps.`,
      ].sort(),
    )
    const { faults } = await refused()
    for (const { cure } of faults) expect(cure).toMatch(/^(Write|Did you mean|Keep|Configure|Known here|Remove)/)
    expect(faults.find(({ where }) => where === `${at}.alert`)?.cure).toBe('Did you mean desk?')
  })

  it('[H12 C3] a target that is wrong itself is told once', async () => {
    write('config.yaml', 'whatsapp: {targets: {desk: {slack: nowhere}}, handoff: {alert: desk}}')
    expect((await faultsOf()).filter((fault) => !/^WHATSAPP/.test(fault))).toEqual([
      'config.yaml: whatsapp.targets.desk.slack is not a web address.',
    ])
  })

  it('[H14 C11] needs no restart', async () => {
    given('{}')
    const { settings: before } = await load()
    given('{scope: customer, autoReleaseMinutes: 30, alert: desk, escalation: []}', '{keywords: [refund]}')
    const { settings: after } = await load()
    expect(changesThatNeedRestart(before, after)).toEqual([])
  })
})
