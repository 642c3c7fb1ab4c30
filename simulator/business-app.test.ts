import { expect, it } from 'vitest'
import { SUPPORT, setStage } from './test-stage.ts'

interface Change {
  field: string
  value: Record<string, unknown[]> & { metadata: object; contacts?: object[] }
}

function share(details: object = {}) {
  const stage = setStage()
  stage.simulator.lines()[0]!.coexistence = true
  const lena = stage.simulator.customer({ phone: '4915112345678', name: 'Lena', bsuid: 'DE.42', ...details })
  const changes = (field: string) =>
    stage.received.flatMap(({ body }) =>
      JSON.parse(body).entry.flatMap((entry: { changes: Change[] }) =>
        entry.changes.filter((change) => change.field === field),
      ),
    ) as Change[]
  return { ...stage, lena, app: stage.simulator.businessApp('Support'), changes }
}

it('[S3] an echo: what staff type on the phone is heard by the customer and told to the server, without statuses', async () => {
  const { app, lena, changes, clock, items } = share()
  const wamid = app.types(lena, 'Staff reply from the phone')
  await clock.runUntilIdle()
  expect(changes('smb_message_echoes').map(({ value }) => value)).toEqual([
    {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: SUPPORT.phoneNumberId },
      contacts: [{ profile: { name: 'Lena' }, wa_id: '4915112345678', user_id: 'DE.42' }],
      message_echoes: [
        {
          from: '15550783881',
          to: '4915112345678',
          to_user_id: 'DE.42',
          id: wamid,
          timestamp: expect.stringMatching(/^\d{10}$/),
          type: 'text',
          text: { body: 'Staff reply from the phone' },
        },
      ],
    },
  ])
  expect((await lena.on('Support').hears('Staff reply')).by).toBe('staff')
  expect(items('statuses')).toEqual([])
})

it('[S3] echoes of edits, deletions, reactions and files', async () => {
  const { app, lena, changes, clock } = share()
  const asked = lena.on('Support').says('Which one?')
  const wamid = app.types(lena, 'The blue one')
  const photo = app.types(lena, { type: 'image', caption: 'This' })
  app.types(lena, { type: 'reaction', to: asked, emoji: '👍' })
  app.edits(lena, 'That')
  app.deletes(lena, wamid)
  expect(() => lena.on('Support').edits('Mine now', { message: photo })).toThrow(/wrote themselves/)
  expect(() => app.edits(lena, 'Mine now', { message: asked })).toThrow(/wrote themselves/)
  await clock.runUntilIdle()
  const echoes = changes('smb_message_echoes').map(({ value }) => value.message_echoes![0] as Record<string, object>)
  expect(echoes[1]!.image).toMatchObject({ id: expect.any(String), mime_type: 'image/jpeg', caption: 'This' })
  expect(echoes[2]!.reaction).toEqual({ message_id: asked, emoji: '👍' })
  expect(echoes[3]!.edit).toMatchObject({ original_message_id: photo, message: { image: { caption: 'That' } } })
  expect(echoes[4]!.revoke).toEqual({ original_message_id: wamid })
  expect(lena.on('Support').bubbles).toMatchObject([{ deleted: true }, { text: 'That', edited: true }])
  expect(lena.on('Support').said[0]!.reaction).toBe('👍')
})

it('[S3] an echo to someone without a shareable number names the user id, and one to Brazil may use the other form', async () => {
  const { app, lena, changes, clock, simulator, received } = share({ username: 'lena.k' })
  app.types(lena, 'Hello')
  await clock.runUntilIdle()
  expect(received[0]!.body).not.toContain('4915112345678')
  expect(changes('smb_message_echoes')[0]!.value.message_echoes![0]).toMatchObject({ to_user_id: 'DE.42' })
  app.types(simulator.customer({ phone: '551187654321' }), 'Oi', { inOtherForm: true })
  await clock.runUntilIdle()
  expect(changes('smb_message_echoes')[1]!.value.message_echoes![0]).toMatchObject({ to: '5511987654321' })
})

it('[S3] a line that shares no phone has none', () => {
  const { simulator, lena } = share()
  expect(() => simulator.businessApp('Sales').types(lena, 'Hi')).toThrow(/Sales shares its number with no phone/)
})

it('[S3] the contacts of the phone app, saved, renamed and removed', async () => {
  const { app, lena, changes, clock } = share({ username: 'lena.k', inContactBook: true })
  app.savesContact(lena, 'Lena Kraft')
  app.forgetsContact(lena)
  await clock.runUntilIdle()
  const known = { phone_number: '4915112345678', user_id: 'DE.42', username: 'lena.k' }
  const metadata = { timestamp: expect.stringMatching(/^\d{10}$/) }
  expect(changes('smb_app_state_sync').flatMap(({ value }) => value.state_sync)).toEqual([
    { type: 'contact', contact: { full_name: 'Lena Kraft', first_name: 'Lena', ...known }, action: 'add', metadata },
    { type: 'contact', contact: known, action: 'remove', metadata },
  ])
})

interface HistoryItem {
  metadata: { phase: number; chunk_order: number; progress: number }
  threads: { id?: string; context: { user_id: string }; messages: Record<string, unknown>[] }[]
}

it('[S3] history: three phases in shuffled chunks, and the files of the last two weeks by themselves', async () => {
  const { app, changes, clock, maya } = share()
  app.sharesHistory({ messages: 20, chunk: 7 })
  await clock.runUntilIdle()
  const told = changes('history').map(({ value }) => value)
  const chunks = told.flatMap(({ history }) => (history ?? []) as HistoryItem[])
  const order = chunks.map(({ metadata }) => metadata.phase * 100 + metadata.chunk_order)
  expect(new Set(order)).toEqual(
    new Set([0, 1, 2].flatMap((phase) => [1, 2, 3, 4, 5, 6].map((one) => phase * 100 + one))),
  )
  expect(order).not.toEqual(order.toSorted((a, b) => a - b))
  expect(Math.max(...chunks.map(({ metadata }) => metadata.progress))).toBe(100)
  const messages = chunks.flatMap(({ threads }) => threads.flatMap((thread) => thread.messages))
  expect(messages).toHaveLength(120)
  for (const message of messages) {
    expect(message).toMatchObject({
      id: expect.stringMatching(/^wamid\./),
      history_context: { status: expect.stringMatching(/^(DELIVERED|ERROR|PENDING|PLAYED|READ|SENT)$/) },
    })
  }
  const age = (message: Record<string, unknown>) => clock.now() / 1000 - Number(message.timestamp)
  const placeholders = messages.filter(({ type }) => type === 'media_placeholder')
  const files = told.flatMap((value) => (value.messages ?? []) as Record<string, unknown>[])
  const recent = placeholders.filter((one) => age(one) <= 14 * 86_400)
  expect(files.map(({ id }) => id).toSorted()).toEqual(recent.map(({ id }) => id).toSorted())
  expect(files.length).toBeGreaterThan(0)
  for (const { image } of files) expect(image).toMatchObject({ mime_type: 'image/jpeg', url: expect.any(String) })
  expect(maya.entries).toEqual([])
})

it('[S3] history refused', async () => {
  const { app, changes, clock } = share()
  app.refusesHistory()
  await clock.runUntilIdle()
  expect(changes('history')[0]!.value.history).toMatchObject([{ errors: [{ code: 2593109 }] }])
})
