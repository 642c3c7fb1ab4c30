import { seededRandom } from '../../simulator/index.ts'
import type { Agent } from '../../src/domain/turn.ts'
import { DANA, deskOf, MAYA, OMAR, TOKEN } from '../journeys/desk/desk-scene.ts'
import { pngSaying } from '../png.ts'
import { HANDOFF, line, SALES, SUPPORT } from '../settings.ts'
import { setStage } from '../stage.ts'

const STAFF = '15550009999'
const STEPS = 24

/** Says all that it was shown: whatever an agent gets to read, a customer may. */
const blabs: Agent = ({ text, history, note, messages, customer }) =>
  text.includes('people')
    ? { kind: 'run', parts: [], handOff: { reason: 'customer_asked', summary: `They wrote: ${text}` } }
    : JSON.stringify({ text, history, note, messages, customer }).slice(0, 4000)

/**
 * A day of a desk in which everything happens that sends: replies of all kinds, drafts, retries, files, alerts to the
 * phones of the staff, an agent that says all that it knows; and between it notes with files. Says which words or bytes
 * of a note were in a request to Meta.
 */
export async function runNotes(seed: number): Promise<{ leaked: string[]; notes: number; requests: number }> {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const handoff = { ...HANDOFF, alert: { target: 'staff', channel: 'whatsapp' } as const, autoReleaseMs: 20 * 60_000 }
  const stage = await setStage({
    seed,
    agent: blabs,
    settings: {
      apiToken: TOKEN,
      lines: [line({ ...SUPPORT, handoff }), line({ ...SALES, handoff })],
      targets: { staff: { whatsapp: STAFF } },
    },
  })
  const requests: Buffer[] = []
  const { simulator } = stage
  const graph = simulator.graph.bind(simulator)
  Object.assign(simulator, {
    graph: (request: Parameters<typeof graph>[0]) => {
      requests.push(Buffer.concat([Buffer.from(request.path), Buffer.from(request.body as Uint8Array)]))
      return graph(request)
    },
  })
  const { about, thread } = deskOf(stage)
  const secrets: Buffer[] = []
  /** Words that stand nowhere else; in files between others, as they do in real ones. */
  const secret = () => {
    const word = `secret-${seed}-${secrets.length}-${Math.floor(random() * 2 ** 32).toString(36)}`
    secrets.push(Buffer.from(word))
    return word
  }
  const fileOf = () => {
    const bytes = Buffer.concat([
      random() < 0.5 ? pngSaying('a note') : Buffer.from('%PDF-1.7 '),
      Buffer.from(secret()),
    ])
    return { name: `${secret()}.pdf`, mime: 'application/pdf', bytes: new Uint8Array(bytes) }
  }
  const files: Uint8Array[] = []
  let notes = 0
  const maya = stage.phone(MAYA)
  const who = () => one([DANA, OMAR])

  const acts: Record<string, () => Promise<unknown> | unknown> = {
    says: () => maya.says(one(['Hello', 'I want people', 'Where is it?', 'people, please'])),
    note: () => {
      notes++
      return about('notes', { as: who(), text: `She is right: ${secret()}` })
    },
    async noteWithFiles() {
      const given = Array.from({ length: 1 + Math.floor(random() * 3) }, fileOf)
      files.push(...given.map(({ bytes }) => bytes))
      notes++
      const { desk } = stage.platform
      await desk.note(await stage.conversationOf(MAYA), { by: who(), text: secret(), files: given })
    },
    async readsNotes() {
      const { notes } = await thread()
      for (const note of notes)
        for (const { id } of note.files) await stage.platform.desk.file(await stage.conversationOf(MAYA), note.id, id)
    },
    reply: () => about('replies', { as: who(), text: 'On its way.', over: true, hold: one([0, 5]) }),
    async replyWithFile() {
      const file = { bytes: pngSaying('a receipt'), mime: 'image/png' }
      const uploaded = await stage.passUntil(stage.platform.media.upload(stage.platform.lines.byName('support'), file))
      if (uploaded.kind !== 'uploaded') return
      const content = { kind: 'image', media: { id: uploaded.id }, caption: 'The receipt' }
      await about('replies', { as: who(), over: true, content })
    },
    draft: () => about('replies', { as: who(), over: true, drafted: true, text: 'Drafted for you.' }),
    async retry() {
      const failed = (await thread()).messages.find(
        (found: { delivery?: { state: string } }) => found.delivery?.state === 'failed',
      )
      if (failed) await about(`messages/${failed.id}/retry`, { as: who(), over: true })
    },
    claim: () => about('claim', { as: who(), over: true }),
    release: () => about('release', { as: who(), outcome: 'Reissued.', resolution: one(['resolved', 'continue']) }),
    putBack: () => about('put-back', { as: who() }),
    undo: () => about('undo', { as: who() }),
    speaks: () =>
      stage.platform.say({ to: MAYA, content: { kind: 'text', text: 'Your parcel has left.' }, line: 'support' }),
    otherLine: () => stage.phone(MAYA, 'sales').says('Hello, sales'),
    fails: () => simulator.faults.next(131026, { to: MAYA }),
    hours: () => stage.pass(30 * 60_000),
    restart: () => (random() < 0.2 ? stage.restart() : undefined),
  }
  try {
    // Somebody of the staff has written before: so alerts can reach their phone.
    stage.phone(STAFF).says('Hi')
    maya.says('Hello')
    await stage.pass(5000)
    for (let step = 0; step < STEPS; step++) {
      await acts[random() < 0.3 ? one(['note', 'noteWithFiles']) : one(Object.keys(acts))]!()
      await stage.pass(random() * 4000)
    }
    maya.says('And now?')
    await stage.pass(25 * 60_000)
    const leaked = secrets.filter((word) => requests.some((body) => body.includes(word))).map(String)
    // A file that left under another name, or as Base64, would be found by its bytes.
    for (const bytes of files)
      for (const form of [Buffer.from(bytes), Buffer.from(Buffer.from(bytes).toString('base64').slice(4, -4))])
        if (requests.some((body) => body.includes(form))) leaked.push(`a file of ${bytes.length} bytes`)
    return { leaked, notes, requests: requests.length }
  } finally {
    await stage.stop()
  }
}
