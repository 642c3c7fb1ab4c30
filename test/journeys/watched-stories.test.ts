import { expect, it, onTestFinished } from 'vitest'
import { ACTIONS } from '../../simulator/control.ts'
import { demoAgent } from '../../src/ai/demo-agent.ts'
import { DEMO_DOCUMENT } from '../../src/ai/demo-tools.ts'
import { storyDesk } from '../../src/cli/story-desk.ts'
import { builtInAgent } from '../../src/config/built-in.ts'
import { testSettings } from '../settings.ts'
import { setStage } from '../stage.ts'

interface Told {
  readonly state: string
  readonly step: number
  readonly steps: number
  readonly otherwise: number
  readonly says: string
}
interface Story {
  readonly id: string
  readonly steps: readonly { readonly kind: string }[]
}
interface Telling {
  run(): Promise<void>
  pause(): void
  resume(): void
  goOn(): void
}

/** The modules of the page are plain JavaScript, and know nothing of a page but for what they are handed. */
const page = (file: string) => import(new URL(`../../simulator/page/${file}`, import.meta.url).href)
const { STORIES } = (await page('stories.js')) as { STORIES: readonly Story[] }
const { createTelling } = (await page('story-runner.js')) as {
  createTelling(story: Story, theatre: object, onChange: (told: Told) => void): Telling
}

const MAYA = '15550001111'

interface TheatreOptions {
  readonly playsTeammate?: boolean
  /** The desk belongs to another program: nobody sees whose a conversation is. */
  readonly blind?: boolean
  /** Called whenever the story has waited a moment. */
  readonly meanwhile?: () => unknown
}

/** Tells a story as the page does, on virtual time. */
async function setTheatre(
  id: string,
  { playsTeammate = true, blind = false, meanwhile = () => {} }: TheatreOptions = {},
) {
  // As the simulator starts: an agent waits until the customer has finished.
  const settings = { turn: { ...testSettings().turn, settle: 'rhythm' as const } }
  const stage = await setStage({ agent: demoAgent(builtInAgent(), undefined), settings })
  onTestFinished(stage.stop)
  await stage.platform.memory.create(DEMO_DOCUMENT)
  const { simulator } = stage
  const desk = storyDesk(() => stage.platform.desk, testSettings())
  const phoneAt = (on: string) => stage.phone(MAYA, on)
  const act = (name: keyof typeof ACTIONS, on: string, more: object) =>
    ACTIONS[name]!({ simulator, desk }, { customer: MAYA, line: phoneAt(on).line, ...more })
  const told: Told[] = []
  const story = STORIES.find((one) => one.id === id)!
  const telling = createTelling(
    story,
    {
      now: () => stage.clock.now(),
      async moment(ms: number) {
        await stage.pass(ms)
        await meanwhile()
      },
      types: (_on: string, text: string, { msALetter, wait }: { msALetter: number; wait(ms: number): unknown }) =>
        wait(msALetter * text.length),
      says: (on: string, text: string) => act('say', on, { text }),
      bubbles: async (on: string) => phoneAt(on).bubbles,
      owner: async (on: string) => (blind ? undefined : ((await act('teammate', on, {})) as { owner: string }).owner),
      playsTeammate: () => playsTeammate,
      answers: (on: string, says: string) => act('teammate', on, { says }),
      releases: (on: string, releases: string) => act('teammate', on, { releases }),
      later: (ms: number) => stage.pass(ms),
      chaos: (settings: object) => Object.assign(simulator.chaos, settings),
    },
    (now) => told.push(now),
  )
  return { stage, telling, told, story, support: phoneAt('support') }
}

it.each(STORIES.map(({ id }) => id))('[Q9] the story "%s" plays by itself, and all comes as told', async (id) => {
  const { telling, told, story } = await setTheatre(id)
  await telling.run()
  expect(told.at(-1)).toMatchObject({ state: 'told', step: story.steps.length, otherwise: 0 })
})

it.each([
  ['and sees what they do', false],
  ['and is told what it cannot see', true],
])('[Q9] where nobody plays the teammate, the story waits for the people at the desk %s', async (_how, blind) => {
  const asked: string[] = []
  const { stage, telling, told, support } = await setTheatre('order', {
    playsTeammate: false,
    blind,
    async meanwhile() {
      const { state, says } = told.at(-1)!
      if (state !== 'asking' || asked.includes(says)) return
      asked.push(says)
      if (says.startsWith('Answer')) await stage.teammateSays(MAYA, 'I reissue your order as ORD-22-R.')
      else {
        await stage.release(MAYA, 'Reissued as ORD-22-R.')
        if (blind) telling.goOn()
      }
    },
  })
  await telling.run()
  expect(asked).toEqual([expect.stringMatching(/^Answer at the desk/), expect.stringMatching(/^Press Release/)])
  expect(told.at(-1)).toMatchObject({ state: 'told', otherwise: 0 })
  expect(support.bubbles.at(-1)!.text).toMatch(/ORD-22-R shipped/)
})

it('[Q9] a pause holds the story where it is', async () => {
  let moments = 0
  const { telling, told, support } = await setTheatre('burst', {
    meanwhile() {
      moments++
      if (moments === 1) telling.pause()
      if (moments > 60) return
      expect(told.at(-1)!.state).toBe('paused')
      expect(support.said).toEqual([])
      if (moments === 60) telling.resume()
    },
  })
  await telling.run()
  expect(told.at(-1)).toMatchObject({ state: 'told', otherwise: 0 })
})

it('[Q9] an answer that does not come is told in a sentence, with what to look at', async () => {
  const { stage, telling, told } = await setTheatre('order')
  stage.simulator.faults.rate(190, 1)
  await telling.run()
  expect(told.at(-1)).toMatchObject({ state: 'stuck', step: 1 })
  expect(told.at(-1)!.says).toMatch(/^No answer came within a minute\. Look at the raw log/)
})
