import { afterEach, describe, expect, it } from 'vitest'
import { BRIEFING_INSTRUCTIONS } from '../../../src/ai/brief-prompt.ts'
import { demoAgent } from '../../../src/ai/demo-agent.ts'
import { demoBriefing } from '../../../src/ai/demo-briefing.ts'
import { think } from '../../../src/ai/demo-script.ts'
import { builtInAgent } from '../../../src/config/built-in.ts'
import { type ModelRequest, startOpenAI } from '../../doubles/openai.ts'
import { type Stage, setStage } from '../../stage.ts'

let stage: Stage
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await stage.stop()
  for (const close of closing.splice(0)) await close()
})

const FIRST = "Hi, my order #ORD-22 hasn't arrived"
const ANGRY = 'I never got it. This is the second time. I want to talk to a person.'
const NEXT_DAY = 'Hey, did the reissue ship?'
const TEAMMATE = 'So sorry. I am reissuing ORD-22-R right now with free shipping, it takes two days.'

/** What the customer reads, with whatever the business says in between by a teammate. */
const TRANSCRIPT = [
  expect.stringMatching(
    /AI assistant[\s\S]+ORD-22 was delivered 5\/14 to 12 Oak St\. If that is not your address, tell me the right one and I will trace it\./,
  ),
  'Of course — connecting you with a teammate now.',
  TEAMMATE,
  'Yes - ORD-22-R shipped 5/15, tracking #1Z999. Carrier ETA 5/17. Want me to send tracking updates here?',
]

/** Plays the story on the phone. `settle` lets the answer of the moment come. */
const MAYA = '15550001111'

async function play(settle: (phone: ReturnType<Stage['phone']>, bubbles: number) => Promise<void>) {
  const maya = stage.phone(MAYA)
  maya.says(FIRST)
  await settle(maya, 1)
  maya.says(ANGRY)
  await settle(maya, 2)
  const handoffs = () => stage.platform.store.handoffs()
  await expect.poll(handoffs, { timeout: 10_000 }).toMatchObject([
    {
      reason: 'customer_asked',
      summary: '2nd missing-order issue, ORD-22 marked delivered. Customer wants human.',
    },
  ])
  const [handoff] = await handoffs()
  maya.says('Are you still there?')
  await stage.teammateSays(MAYA, TEAMMATE)
  await settle(maya, 3)
  await stage.platform.store.release({ handoff: handoff!.id, now: stage.clock.now() })
  await stage.pass(20 * 60 * 60_000)
  maya.says(NEXT_DAY)
  await settle(maya, 4)
  expect(maya.bubbles.map(({ text }) => text)).toEqual(TRANSCRIPT)
}

describe('story 1, the part of the AI', () => {
  it('[Q9 A9 H3 H5 H7] plays with the demo model: nothing but the runtime stands between script and phone', async () => {
    stage = await setStage({ agent: demoAgent(builtInAgent(), undefined) })
    await play(() => stage.pass(10_000))
  })

  it('[A3 Q9] plays with a real provider, over real HTTP, with the same transcript', async () => {
    const double = await startOpenAI(likeTheDemo)
    closing.push(double.close)
    const { primary } = builtInAgent().model
    const model = { ...primary, provider: 'openai', model: 'gpt-4o-mini', endpoint: double.url, apiKey: 'sk-test' }
    stage = await setStage({ live: true, agent: demoAgent(builtInAgent(), model) })
    await play(async (phone, bubbles) => {
      await expect.poll(() => phone.bubbles.length, { timeout: 10_000 }).toBe(bubbles)
    })
  })
})

/** The double says what the demo model would: so only the way to it differs. */
function likeTheDemo({ messages, instructions, question }: ModelRequest) {
  if (instructions === BRIEFING_INSTRUCTIONS) return JSON.stringify(demoBriefing(question))
  const from = messages.findLastIndex(({ role }) => role === 'user')
  const result = messages
    .slice(from + 1)
    .flatMap(({ toolResults }) => toolResults)
    .at(-1)
  const before = messages.slice(0, from).map(({ text }) => text)
  const said = think({
    text: messages[from]?.text ?? '',
    before,
    remembered: [],
    today: undefined,
    result: result && { tool: result.name, output: result.output },
  })
  return 'text' in said ? said.text : { toolCalls: [{ name: said.tool, arguments: said.input }] }
}
