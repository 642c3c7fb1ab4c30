import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateText, isStepCount } from 'ai'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWabaton, MemoryRefused, userIdFor, type Wabaton } from '../../../src/index.ts'
import { newFolder, removeFolders } from '../../contracts/places.ts'
import { scriptedModel } from '../../doubles/scripted-model.ts'
import { setLibrary } from '../../library-scene.ts'

const PHONE = '15550001111'
let scene: Awaited<ReturnType<typeof setLibrary>>
let wabaton: Wabaton
beforeEach(async () => {
  scene = await setLibrary()
  wabaton = createWabaton(scene.options())
})
afterEach(async () => {
  await scene.close(() => wabaton.stop())
  removeFolders()
})

it('[M1 M6] a program keeps files by their path, and finds what was said on WhatsApp, by any name of the customer', async () => {
  scene.deliverTo({ url: 'http://localhost/whatsapp/webhook', fetch: wabaton.attachRoutes() })
  scene.phone().says('My parrot is called Pavarotti')
  await scene.phone().hears('You said: My parrot is called Pavarotti')
  for (const userId of [PHONE, `wa_${PHONE}`, '+1 555 000 1111', userIdFor(PHONE)]) {
    const found = await wabaton.memory.search({ query: 'name of the parrot', userId })
    expect(found.map(({ document }) => document)).toContain('Customer: My parrot is called Pavarotti')
  }
  const said = await wabaton.memories.transcript({ userId: PHONE })
  expect(said.map(({ role, text }) => `${role}: ${text}`)).toEqual([
    'customer: My parrot is called Pavarotti',
    'agent: You said: My parrot is called Pavarotti',
  ])
  // A message that is deleted from the memory is found no more, and stays in no transcript.
  expect(await wabaton.memory.delete({ id: said[0]!.id, userId: PHONE })).toBe(true)
  expect((await wabaton.memory.search({ query: 'parrot', userId: PHONE })).map(({ id }) => id)).not.toContain(
    said[0]!.id,
  )

  const path = join(newFolder(), 'hours.md')
  writeFileSync(path, '# Hours\n\nWe open at nine.')
  const { id } = await wabaton.memory.createFromFile({ path })
  expect(await wabaton.memory.get({ id })).toMatchObject({
    title: 'Hours',
    origin: path,
    document: '# Hours\n\nWe open at nine.',
  })
  await expect(wabaton.memory.createFromFile({ path: `${path}.gone` })).rejects.toThrow(MemoryRefused)
  await expect(wabaton.memory.search({ query: 'x', usrId: PHONE } as never)).rejects.toThrow('usrId is unknown here')
})

it('[M12] a wrapped model knows the customer, and records what is said', async () => {
  await wabaton.memory.create({ user_id: PHONE, document: 'She is allergic to peanuts.', document_type: 'note' })
  const prompts: string[] = []
  const model = scriptedModel(({ instructions, results }) => {
    prompts.push(instructions)
    return results.length > 0
      ? `Found ${JSON.stringify(results[0]!.output)}`
      : { calls: [{ tool: 'look', input: { query: 'peanuts' } }] }
  })
  const { text } = await generateText({
    model: wabaton.memory.wrap(model, { userId: PHONE, conversationId: 'web-1' }),
    prompt: 'Am I allergic to the peanuts in it?',
    tools: { look: wabaton.memory.createSearchTool({ userId: PHONE }) },
    stopWhen: isStepCount(3),
  })
  expect(prompts[0]).toContain('allergic to peanuts')
  expect(text).toContain('She is allergic to peanuts.')
  expect((await wabaton.memory.transcript({ userId: PHONE })).map(({ role }) => role)).toEqual(['customer', 'agent'])
  const store = wabaton.memory.createStoreTool({ userId: PHONE })
  await store.execute({ text: 'Prefers almonds.' })
  expect((await wabaton.memory.search({ query: 'almonds', userId: PHONE }))[0]).toMatchObject({ documentType: 'note' })
})
