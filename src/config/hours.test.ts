import { describe, expect, it } from 'vitest'
import { spansIn } from '../domain/hours/hours.ts'
import { inProject } from './test-project.ts'

const { write, load, refused } = inProject()

const given = (handoff: string, ofLine = '{}') =>
  write(
    'config.yaml',
    `whatsapp:\n  lines: {"106540352242922": {name: sales}, "106540352242933": {name: support, handoff: ${ofLine}}}\n  handoff: ${handoff}\n`,
  )
const policies = async () => (await load()).settings.lines.map(({ handoff }) => handoff)
const faults = async () => (await refused()).faults.map(({ where, problem, cure }) => `${where} ${problem} ${cure}`)

describe('handoff.hours', () => {
  it('[H24 C2] is read day by day, each day winning over several, and a line over all lines', async () => {
    given(
      `{hours: {time_zone: Europe/Madrid, every_day: closed, weekdays: "9:00-14:00, 16-19", friday: 9-15, saturday: [10-12, 13-14],
        holidays: {2026-12-24: 9:00-13:00, 12-25: closed}}, clock: always, cover: true}`,
      '{hours: {timeZone: Asia/Kolkata, everyDay: 22-6, holidays: [01-26, "2026-11-08"]}, clock: open, cover: false}',
    )
    const [sales, support] = await policies()
    const [long, short] = [spansIn('9-14, 16-19'), spansIn('9-15')]
    expect(sales).toMatchObject({ clock: 'always', cover: true })
    expect(sales!.hours).toEqual({
      timeZone: 'Europe/Madrid',
      week: [[], long, long, long, long, short, spansIn('10-12, 13-14')],
      holidays: { '2026-12-24': spansIn('9-13'), '12-25': [] },
    })
    expect(support).toMatchObject({ clock: 'open', cover: false })
    expect(support!.hours).toEqual({
      timeZone: 'Asia/Kolkata',
      week: Array.from({ length: 7 }, () => spansIn('22-6')),
      holidays: { '01-26': [], '2026-11-08': [] },
    })
  })

  it('[H24] null opens a line always, and without it every line is', async () => {
    given('{hours: {timeZone: UTC, weekdays: 9-18}}', '{hours: null}')
    expect((await policies()).map(({ hours }) => hours?.timeZone)).toEqual(['UTC', undefined])
    given('{}')
    expect((await policies()).map(({ hours }) => hours)).toEqual([undefined, undefined])
  })

  it('[H24 C3] tells all that is wrong at once, each with its cure', async () => {
    given(
      `{clock: never, hours: {timeZone: Europe/Madird, mondays: 9-18, tuesday: nine to five, wednesday: "9-14, 13-19",
        holidays: {2026-02-30: closed, 12-24: half}}}`,
      '{hours: {}}',
    )
    const at = 'config.yaml: whatsapp.handoff'
    const atLine = 'config.yaml: whatsapp.lines.106540352242933.handoff'
    const told = await faults()
    const expected = [
      `${at}.clock has a value that does not exist.`,
      `${at}.hours.mondays is not a setting of Wabaton. Did you mean monday?`,
      `${at}.hours.timeZone is not a time zone. Did you mean Europe/Madrid?`,
      `${at}.hours.tuesday is not a time of the day. Write times of the day: "9:00-14:00, 16:00-19:00", over midnight "22:00-6:00", or closed.`,
      `${at}.hours.wednesday has spans that lie over each other. Let each begin after the one before it.`,
      `${at}.hours.holidays holds something that is no date. Write the date as 2026-12-24, or 12-25 for every year.`,
      `${at}.hours.holidays.12-24 is not a time of the day.`,
      `${atLine}.hours.timeZone is not set. Write the name of a time zone: Europe/Madrid.`,
      `${atLine}.hours does not say when it is open.`,
    ]
    for (const fault of expected) expect(told).toContainEqual(expect.stringContaining(fault))
    expect(told).toHaveLength(expected.length)
  })

  it.each([
    ['UTC+2', 'Write the name'],
    ['+02:00', 'Write the name'],
    ['madrid', 'Write the name'],
    ['Madrid', 'Did you mean Europe/Madrid'],
    ['New York', 'Did you mean America/New_York'],
  ])('[H24 C3] %s is no time zone', async (zone, cure) => {
    given(`{hours: {timeZone: "${zone}", weekdays: 9-18}}`)
    expect(await faults()).toEqual([expect.stringContaining(`timeZone is not a time zone. ${cure}`)])
  })
})

describe('handoff.escalation', () => {
  it('[H24] a group is called together, and a step again as often as it says', async () => {
    write(
      'config.yaml',
      `whatsapp:
  targets: {desk: {slack: "https://hooks.slack.com/services/T/B/x"}, boss: {whatsapp: "+15550009999"}, pager: {webhook: "https://pager.example.com/"}}
  handoff: {escalation: [{after_minutes: 5, to: [desk, boss], repeat: 1, every_minutes: 20}, {after_minutes: 15, to: pager}]}
`,
    )
    const [{ escalation } = { escalation: [] }] = await policies()
    expect(escalation.map(({ afterMs, to }) => [afterMs / 60_000, to?.target])).toEqual([
      [5, 'desk'],
      [5, 'boss'],
      [15, 'pager'],
      [25, 'desk'],
      [25, 'boss'],
    ])
  })

  it('[H24 C3] a repetition says how often and when', async () => {
    given(
      '{escalation: [{afterMinutes: 5, repeat: 2}, {afterMinutes: 6, repeat: 99, everyMinutes: soon, to: [nobody]}]}',
    )
    const at = 'config.yaml: whatsapp.handoff.escalation'
    expect((await faults()).map((fault) => fault.split('. ')[0])).toEqual([
      `${at}[0].everyMinutes is not a number of minutes`,
      `${at}[1].to names a target that is not configured`,
      `${at}[1].repeat is not a number from 0 to 10`,
      `${at}[1].everyMinutes is not a number of minutes`,
    ])
  })
})
