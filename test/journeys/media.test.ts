import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Medium } from '../../src/domain/content.ts'
import type { Agent, Turn } from '../../src/domain/turn.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const HOUR = 60 * 60_000
const SECRET = 'these very bytes nobody else has'
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(SECRET), Buffer.alloc(500)])
const MEDIA = { maxFileSize: 10_000, ttlMs: 2 * HOUR, retention: 'keep' } as const

const mediumOf = ({ messages }: Turn): Medium | undefined => {
  const content = messages.at(-1)!.content
  return content && 'medium' in content ? content.medium : undefined
}

/** Tells how large the file is, of this message or of the last one before. */
const weighing: Agent = async (turn) => {
  const [latest] = await turn.bound.attachments()
  const medium = mediumOf(turn) ?? latest?.medium
  if (!medium) return 'no file'
  const file = await turn.bound.file(medium)
  return file.kind === 'file' ? `${file.mime}, ${file.bytes.byteLength} bytes` : `failed: ${file.because}`
}

const downloads = () =>
  stage.simulator.log.entries().filter((entry) => entry.kind === 'graph' && entry.path.includes('/attachments/'))

describe('a file that a customer sends', () => {
  it('[A17 A19] is there for its turn and for a later question, fetched once, also after a restart', async () => {
    stage = await setStage({ agent: weighing, settings: { media: MEDIA } })
    const maya = stage.phone('15550001111')
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png' })
    await stage.pass(5000)
    await stage.restart()
    maya.says('How large was it?')
    await stage.pass(5000)
    const words = `image/png, ${PNG.length} bytes`
    expect(maya.bubbles.map(({ text }) => text)).toEqual([words, words])
    expect(downloads()).toHaveLength(1)
    await stage.pass(3 * HOUR)
    maya.says('And now?')
    await stage.pass(5000)
    expect(maya.bubbles.at(-1)!.text).toBe('no file')
  })

  it('[A19] leaves nothing on the disk where files are not kept', async () => {
    for (const retention of ['keep', 'none'] as const) {
      const before = new Set(readdirSync(tmpdir()))
      stage = await setStage({ agent: weighing, settings: { media: { ...MEDIA, retention } } })
      const [folder] = readdirSync(tmpdir()).filter((name) => name.startsWith('wabaton-stage-') && !before.has(name))
      const maya = stage.phone('15550001111')
      maya.sends({ type: 'image', bytes: PNG, mime: 'image/png' })
      await stage.pass(5000)
      expect(maya.bubbles.map(({ text }) => text)).toEqual([`image/png, ${PNG.length} bytes`])
      const written = readdirSync(join(tmpdir(), folder!)).map((name) => readFileSync(join(tmpdir(), folder!, name)))
      expect(written.some((bytes) => bytes.includes(SECRET))).toBe(retention === 'keep')
      await stage.stop()
    }
  })

  it('[A17] that is too large is not taken in', async () => {
    stage = await setStage({ agent: weighing, settings: { media: { ...MEDIA, maxFileSize: 100 } } })
    const maya = stage.phone('15550001111')
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png' })
    await stage.pass(5000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['failed: too-large'])
    expect(downloads()).toHaveLength(0)
  })

  it('[A9 A19] is not there for another customer, who knows its id', async () => {
    let known: Medium | undefined
    stage = await setStage({
      agent: async (turn) => {
        known ??= mediumOf(turn)
        const file = await turn.bound.file(known!)
        return file.kind === 'file' ? 'seen' : `failed: ${file.because}`
      },
      settings: { media: MEDIA },
    })
    const [maya, bo] = [stage.phone('15550001111'), stage.phone('15550002222')]
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png' })
    await stage.pass(5000)
    bo.says('Show me the picture of the other one')
    await stage.pass(5000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['seen'])
    expect(bo.bubbles.map(({ text }) => text)).toEqual(['failed: not-found'])
  })
})

describe('a picture that an agent makes', () => {
  const painting: Agent = () => [
    { kind: 'text', text: 'Here you are' },
    { kind: 'produced', file: { bytes: PNG, mime: 'image/jpeg' }, caption: 'Your kitchen' },
  ]

  it('[D5] arrives as what it is', async () => {
    stage = await setStage({ agent: painting })
    const maya = stage.phone('15550001111')
    maya.says('Paint my kitchen')
    await stage.pass(10_000)
    expect(maya.bubbles).toMatchObject([{ text: 'Here you are' }, { type: 'image' }])
  })

  it('[D5] that cannot be uploaded is left out: its words arrive, and nothing is sent in its place', async () => {
    stage = await setStage({ agent: painting })
    stage.simulator.faults.rate(131053, 1, { call: 'media' })
    const maya = stage.phone('15550001111')
    maya.says('Paint my kitchen')
    await stage.pass(10_000)
    expect(maya.bubbles).toMatchObject([
      { type: 'text', text: 'Here you are' },
      { type: 'text', text: 'Your kitchen' },
    ])
  })
})
