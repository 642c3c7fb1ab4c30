import { describe, expect, it } from 'vitest'
import { COUNTED_TABLES, CUSTOMER_TABLES, NAMING_TABLES, OTHER_TABLES } from '../../src/store/customer-tables.ts'
import { keepUpdates } from '../../src/store/follow-ups.ts'
import { columnsOf } from '../../src/store/leftovers.ts'
import { all, document, fact, keepsFacts, sourceIn, talks } from './memory-scene.ts'
import { newWamid, type Scene } from './scene.ts'

const MAYA = '15550001111'
const BEN = '15550002222'
const ADA = { id: 'ada', name: 'Ada' }
const BY = { kind: 'teammate', ...ADA, source: 'desk', ip: undefined } as const

/** The right to be forgotten, and to be told first. */
export function erasureContract(scene: () => Scene) {
  const find = async (from: string) => ({
    business: 'acme',
    customer: (await scene().store.findCustomer('acme', from))!,
  })

  /** All that can happen to a customer, in words that nobody else says. */
  async function lives(from: string, word: string): Promise<string> {
    const { store, ids } = scene()
    const sender = { phone: from, bsuid: `US.${word}1`, name: word, username: `${word}.the.great` }
    const raw = { from, text: `${word} raw` }
    const wamid = newWamid()
    const conversation = await talks(scene(), `${word} has written a rather long first message`, `${word}, hello`, {
      sender,
      raw,
      wamid,
    })
    await talks(scene(), `${word} asks on another line`, `${word} there`, { sender, raw, line: 'sales' })
    await scene().says({
      sender,
      raw,
      content: { kind: 'edit', of: wamid, content: { kind: 'text', text: `${word} edited` } },
      ignoredBecause: 'an edit',
    })
    await scene().says({
      sender,
      raw,
      content: { kind: 'reaction', to: newWamid(), emoji: '👍' },
      ignoredBecause: 'a reaction',
    })
    const key = { business: 'acme', id: conversation }
    const image = { kind: 'image', medium: { id: `${word}-medium`, mime: 'image/png' } } as const
    await scene().says({ sender, raw, content: { ...image, caption: `${word} sends a picture` } as never })
    const work = await scene().claim('answer')
    const [pending] = (await store.loadTurn(key, 30))!.unanswered
    await store.keepAttachment({
      conversation: key,
      message: pending!.id,
      medium: image.medium,
      at: scene().now,
      file: { kind: 'file', mime: 'image/png', bytes: Buffer.from(`${word} pixels ${from}`) },
    } as never)
    await scene().begins(work, { conversation: key, input: { about: word } })
    const run = scene().ran({ notes: [`${word} is in the trace`] } as never)
    const handoff = { id: ids.next(), reason: 'asked', summary: `${word} wants a person`, scope: 'line' } as never
    const promised = [{ id: ids.next(), about: `where ${word} is`, dueAt: scene().now + 5_000, repeat: undefined }]
    const updates = { promised, stopped: undefined, told: [], unsaid: undefined, known: [] }
    const kept = [{ conversation: key, handoff: undefined, updates, now: scene().now }] as never
    await scene().database.write((tx) => keepUpdates(tx, kept, new Map([[conversation, { epoch: 0 }]])))
    await keepHeartbeatOf(word, (await find(from)).customer)
    const posts = [
      { id: ids.next(), channel: 'webhook', target: 'https://example.test', text: `${word} waits`, data: { from } },
    ] as never
    const turn = await scene().finished(work, [`${word}, somebody comes`], { handoff, run, posts })
    const verdict = await store.commitTurn(turn)
    if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(verdict.kind)
    // What the agent had prepared is dropped first.
    let next = await scene().nextSend(verdict.deliver)
    while (next.kind === 'settled') next = await scene().nextSend(verdict.deliver)
    if (next.kind !== 'send') throw new Error(next.kind)
    const { delivery } = next
    const sent = newWamid()
    await scene().record(verdict.deliver, delivery, { kind: 'accepted', wamid: sent })
    await store.letGo(verdict.deliver)
    await scene().status('delivered', { wamid: sent })
    const open = (await store.handoffs()).find((one) => one.conversation === conversation)!
    const note = {
      id: ids.next(),
      conversation: key,
      by: ADA,
      text: `${word} is nervous`,
      source: 'desk',
      now: scene().now,
    }
    await store.keepPrivateNote({
      ...note,
      files: [{ id: ids.next(), name: `${word}.txt`, mime: 'text/plain', bytes: Buffer.from(word) }],
    } as never)
    const reader = { conversation: key, person: ADA.id }
    const draft = { text: `Dear ${word}`, replyTo: undefined, drafted: false, at: scene().now }
    await store.keepDraft(reader, 'reply', draft)
    await store.markSeen(reader, 2)
    await store.keepBriefing({
      business: 'acme',
      handoff: open.id,
      briefing: { by: 'rule', headline: word } as never,
      position: 1,
      now: scene().now,
    })
    const standing = {
      business: 'acme',
      handoff: open.id,
      conversation,
      line: 'support',
      channel: 'C1',
      root: `${word}.1`,
    }
    const drawn = { lost: 0, openedAt: scene().now, card: '', drawnAt: 0, seen: '', released: false }
    await store.keepSlackThread({ ...standing, ...drawn })
    const news = { business: 'acme', handoff: open.id, id: ids.next(), kind: 'line', news: { text: word } } as const
    await store.keepSlackPost({ ...news, now: scene().now })
    const saidThere = { ...standing, ts: `${word}.2`, user: 'U1', text: word, files: [], version: '', deleted: false }
    await store.hearSlack({ ...saidThere, broadcast: false, now: scene().now })
    await store.keepSlackRelays({
      business: 'acme',
      channel: 'C1',
      ts: `${word}.2`,
      conversation,
      messages: [delivery.id],
    })
    scene().now += 1_000
    await store.release({ handoff: open.id, source: 'command line', now: scene().now })
    const maya = await find(from)
    await store.keepMemory(
      document(scene(), maya, `${word} wrote a mail`, { title: `${word} mail`, metadata: { of: from } }),
    )
    const entries = await all(scene(), maya)
    const [said] = entries
    await store.keepVectors({ scope: maya, model: 'm', entries, vectors: entries.map(() => Float32Array.of(1, 2)) })
    await keepsFacts(scene(), maya, { added: [fact(scene(), word, { sources: [sourceIn(said!.id, word)] })] })
    await keepsFacts(
      scene(),
      { business: 'acme' },
      { added: [fact(scene(), `everybody likes ${word}`, { key: word, sources: [sourceIn(said!.id, word)] })] },
    )
    await store.changeFact({
      scope: maya,
      fact: (await store.facts({ scope: maya }))[0]!.id,
      change: 'pin',
      by: BY,
      now: scene().now,
    })
    await store.keepStray({
      business: 'acme',
      reason: 'unknown',
      field: 'messages',
      waitsFor: undefined,
      raw: { from },
      receivedAt: scene().now,
    } as never)
    await store.keepNotice({
      business: 'acme',
      field: 'user_preferences',
      line: 'support',
      account: undefined,
      raw: { wa_id: from, said: word },
      receivedAt: scene().now,
      handled: true,
    } as never)
    await store.block({ business: 'acme', customer: maya.customer, by: BY, now: scene().now })
    const told = {
      customer: maya.customer,
      state: 'out',
      source: 'import',
      evidence: `list.csv 1`,
      words: word,
    } as const
    const given = [{ ...told, at: scene().now }]
    await store.keepConsents({ business: 'acme', given, meets: false, by: BY, now: scene().now })
    const campaign = ids.next()
    const content = { kind: 'template', name: 'code', language: 'en' } as const
    const made = { id: campaign, name: 'Autumn', line: 'support', content }
    await store.createCampaign({ business: 'acme', campaign: made, by: BY, now: scene().now })
    const recipients = [{ row: 2, to: from, values: { name: word }, zone: 'Europe/Berlin' }]
    await store.addRecipients({ business: 'acme', campaign, recipients, dry: false, now: scene().now })
    return conversation
  }

  /** An agent that is called by the clock to tell them. The work for it holds nothing of theirs, and finds nothing. */
  const keepHeartbeatOf = (agent: string, customer: string) =>
    scene().database.write((tx) => {
      const values = `'acme', '${scene().ids.next()}', '${agent}', '${agent}', '${customer}', 1`
      const text = `insert into heartbeats (business, id, agent, recipient, customer, due_at) values (${values})`
      return tx.query({ name: '', text }, [])
    })

  async function dump(): Promise<Record<string, string[]>> {
    const tables = [...Object.keys(CUSTOMER_TABLES), ...NAMING_TABLES]
    const rows = await Promise.all(
      tables.map(async (table) => {
        const found = await scene().rows(`select * from ${table}`)
        return [
          table,
          found
            .map((row) =>
              JSON.stringify(row, (_, one) => (one instanceof Uint8Array ? Buffer.from(one).toString('latin1') : one)),
            )
            .toSorted(),
        ]
      }),
    )
    return Object.fromEntries(rows)
  }

  const erase = async (customer: string) => {
    scene().now += 1_000
    const { store, ids, now } = scene()
    return store.eraseCustomer({ business: 'acme', customer, id: ids.next(), by: BY, now })
  }

  describe('erasure', () => {
    it('[O13] knows every table there is', async () => {
      const tables = new Set(
        (await scene().database.read(columnsOf)).map(({ table }) => table).filter((one) => !one.startsWith('sqlite_')),
      )
      const listed = [...Object.keys(CUSTOMER_TABLES), ...NAMING_TABLES, ...OTHER_TABLES]
      expect([...tables].toSorted()).toEqual(listed.toSorted())
    })

    it('[O13] leaves nothing of a customer anywhere, and everything of everybody else as it was', async () => {
      await lives(BEN, 'benjamin')
      const before = await dump()
      const first = await lives(MAYA, 'mayabella')
      expect(JSON.stringify(await dump())).toContain('mayabella')
      const filled = Object.entries(await dump()).flatMap(([table, rows]) => (rows.length === 0 ? [table] : []))
      expect(filled.toSorted()).toEqual(
        ['alarms', 'desk_told', 'identity_questions', 'past_aliases', 'orphan_statuses', 'outreach'].toSorted(),
      )
      const maya = await find(MAYA)
      const receipt = await erase(maya.customer)
      expect(receipt).toMatchObject({ leftovers: [], business: 'acme', by: 'Ada' })
      expect(receipt!.removed).toMatchObject({
        contacts: 1,
        conversations: 2,
        handoffs: 1,
        attachments: 1,
        notices: 1,
        strays: 1,
      })
      expect(await scene().store.erasures('acme')).toEqual([receipt])
      expect(JSON.stringify(receipt)).not.toMatch(/mayabella|15550001111/)
      const after = await dump()
      const { events, audit, memory_versions: versions, campaign_recipients: recipients, ...rows } = after
      const { events: eventsBefore, audit: auditBefore, memory_versions: _, ...others } = before
      const { campaign_recipients: recipientsBefore, ...rowsBefore } = others
      expect(rows).toEqual(rowsBefore)
      // The campaign still adds up.
      expect(recipients).toHaveLength(2)
      expect(recipients).toEqual(expect.arrayContaining(recipientsBefore!))
      expect(JSON.stringify(recipients)).toContain('erased')
      expect(versions).toHaveLength(2)
      expect(events).toEqual(expect.arrayContaining(eventsBefore!))
      expect(audit).toHaveLength(auditBefore!.length + 4)
      const everything = JSON.stringify(after)
      for (const word of ['mayabella', MAYA, maya.customer, first]) expect(everything).not.toContain(word)
      expect(await scene().store.findCustomer('acme', MAYA)).toBeUndefined()
      expect(await erase(maya.customer)).toBeUndefined()
      await scene().says({ from: MAYA, text: 'hello again' })
      expect((await find(MAYA)).customer).not.toBe(maya.customer)
    })

    it('[O13 I19] takes along whoever was joined to them, and what was asked about them', async () => {
      await lives(BEN, 'benjamin')
      const before = await dump()
      const writes = (bsuid: string, text: string) =>
        talks(scene(), text, 'yes', { sender: { phone: MAYA, bsuid }, raw: { from: MAYA, from_user_id: bsuid } })
      await writes('US.1111', 'the first of two')
      const older = await find('US.1111')
      await writes('US.2222', 'the second of two')
      const newer = await find('US.2222')
      await scene().store.keepMemory(document(scene(), newer, 'about the second'))
      const [question] = await scene().store.identityQuestions('acme')
      const decision = {
        business: 'acme',
        question: question!.id,
        decision: 'same',
        by: 'Ada',
        now: scene().now,
      } as const
      expect(await scene().store.decideIdentity(decision)).toBe(true)
      const receipt = await erase(newer.customer)
      expect(receipt!.leftovers).toEqual([])
      expect(receipt!.removed).toMatchObject({ contacts: 2, conversations: 2, memories: 1, identity_questions: 1 })
      const { events: _, audit: _a, ...after } = await dump()
      const { events: __, audit: __a, ...then } = before
      expect(after).toEqual(then)
      for (const { customer } of [older, newer]) expect(await erase(customer)).toBeUndefined()
    })

    it('[O13] whoever is at work for them when it happens stores nothing', async () => {
      const { events: __, audit: __a, ...before } = await dump()
      await talks(scene(), 'I like it green', 'Noted!')
      const entries = await all(scene(), await find(MAYA))
      await scene().says({ from: MAYA, text: 'hello' })
      const work = await scene().claim('answer')
      const turn = await scene().finished(work, ['Hi'], { run: scene().ran() })
      const conversation = { business: 'acme', id: work.key }
      const maya = await find(MAYA)
      expect(await erase(maya.customer)).toMatchObject({ leftovers: [] })
      const { store, now } = scene()
      expect((await store.commitTurn(turn)).kind).toBe('lost')
      await store.keepRun({ conversation, ...scene().ran() })
      await store.putBack(work, { dueAt: now, error: 'lost', diedAt: null })
      expect(await store.keepMemory(document(scene(), maya, 'late'))).toMatchObject({ fresh: false })
      const vectors = entries.map(() => Float32Array.of(1))
      await store.keepVectors({ scope: maya, model: 'm', entries, vectors })
      expect(vectors).toHaveLength(2)
      expect(await store.unremembered(conversation)).toBeUndefined()
      const { events: _, audit: _a, ...left } = await dump()
      expect(left).toEqual(before)
    })

    it('[O13] tells where something is found all the same', async () => {
      await talks(scene(), 'a very private thing indeed', 'I see', { from: MAYA })
      const maya = await find(MAYA)
      const { store } = scene()
      await store.keepMemory(document(scene(), { business: 'acme' }, 'Somebody said: a very private thing indeed'))
      await store.keepMemory(document(scene(), { business: 'acme' }, 'Call them on +1 555 000-1111.'))
      const receipt = await erase(maya.customer)
      expect(receipt!.leftovers).toEqual(
        expect.arrayContaining([
          { table: 'memories', column: 'body', rows: 2 },
          { table: 'memory_parts', column: 'text', rows: 2 },
        ]),
      )
      expect(receipt!.leftovers).toHaveLength(2)
      expect(await store.erasures('acme')).toEqual([receipt])
    })

    it('[O13] hands out everything of a customer before, and nothing of anybody else', async () => {
      await lives(BEN, 'benjamin')
      await lives(MAYA, 'mayabella')
      const exported = await scene().store.exportCustomer({ ...(await find(MAYA)), by: BY, now: scene().now })
      const left = new Set(['work', 'memory_versions', 'memory_vectors', 'desk_told', 'contact_words', 'reading_marks'])
      const dumped = await dump()
      const theirs = Object.entries(dumped).filter(
        ([table, rows]) => (table in CUSTOMER_TABLES || table in COUNTED_TABLES) && rows.length > 0 && !left.has(table),
      )
      expect(Object.keys(exported).toSorted()).toEqual(theirs.map(([table]) => table).toSorted())
      expect(JSON.stringify(exported)).not.toMatch(/benjamin|15550002222/)
      expect(JSON.stringify(exported)).toContain('mayabella asks on another line')
      expect(await scene().store.exportCustomer({ ...(await find(MAYA)), business: 'globex', by: BY, now: 1 })).toEqual(
        {},
      )
    })

    it('[O13] nobody is erased by another business, or by a name that is none', async () => {
      await talks(scene(), 'hello', 'Hi', { from: MAYA })
      const { store, ids, now } = scene()
      const { customer } = await find(MAYA)
      for (const key of [
        { business: 'globex', customer },
        { business: 'acme', customer: ids.next() },
        { business: 'acme', customer: 'x' },
      ])
        expect(await store.eraseCustomer({ ...key, id: ids.next(), by: BY, now })).toBeUndefined()
      expect(await find(MAYA)).toEqual({ business: 'acme', customer })
    })
  })
}
