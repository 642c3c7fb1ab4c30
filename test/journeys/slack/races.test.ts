import { afterAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../../simulator/index.ts'
import type { SlackPerson } from '../../../simulator/slack/index.ts'
import { CHANNEL, MINUTE, setSlackScene } from './scene.ts'

const SEEDS = Number(process.env.SLACK_SEEDS ?? 12)
const STEPS = 40

/** People talk, write notes, edit, delete, take and give back, while Slack loses, doubles, delays and mixes up. */
describe('[H17 U16] whatever people do in Slack, and Slack with it', () => {
  let arrived = 0
  afterAll(() => expect(arrived).toBeGreaterThan(SEEDS))
  it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'seed %d: nothing of notes, of bystanders, of withdrawn words reaches a customer; the rest does, once',
    async (seed) => {
      const random = seededRandom(seed)
      const pick = <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)]!
      const scene = await setSlackScene({ seed })
      const { dana, omar, guest, vera, double, stage, maya } = scene
      try {
        await scene.asks()
        await stage.pass(MINUTE)
        Object.assign(double.faults.rates, {
          duplicate: 0.2,
          late: 0.2,
          reorder: 0.1,
          lost: 0.1,
          'lost-ack': 0.1,
          lateMs: 20_000,
        })
        const root = scene.card().ts
        const written: { by: SlackPerson; ts: string; text: string; holder: string | undefined }[] = []
        const owner = async () => (await stage.platform.desk.conversation(await stage.conversationOf('15550001111')))!
        const forbidden: string[] = []
        let number = 0
        for (let step = 0; step < STEPS; step++) {
          const by = pick([dana, omar, dana, omar, guest, vera])
          const { owner: whose, teammate } = await owner()
          switch (Math.floor(random() * 8)) {
            case 0:
            case 1:
            case 2: {
              const text = `word-${seed}-${++number}`
              const isTheirs = whose === 'waiting' || teammate?.name.toLowerCase() === by.user.name
              const isStranger = by === guest || by === vera
              if (isStranger || !isTheirs) forbidden.push(text)
              written.push({ by, text, ts: by.says(CHANNEL, text, { thread: root }), holder: teammate?.name })
              break
            }
            case 3: {
              const text = `secret-${seed}-${++number}`
              forbidden.push(text)
              by.says(CHANNEL, `${pick(['// ', 'note: '])}${text}`, { thread: root })
              break
            }
            case 4: {
              const one = pick(written)
              // Long after it has left.
              if (one && stage.clock.now() - Number(one.ts) * 1000 > MINUTE) {
                const text = `edited-${seed}-${++number}`
                const hasLeft = scene.received().includes(one.text)
                one.by.edits(CHANNEL, one.ts, text)
                if (hasLeft) forbidden.push(text)
                written.splice(written.indexOf(one), 1)
              }
              break
            }
            case 5: {
              const name = pick(['wabaton_take', 'wabaton_release'])
              if (scene.cardWords().includes(name))
                void by.presses({ on: { channel: CHANNEL, ts: root }, action: name })
              if (name === 'wabaton_release') {
                await stage.pass(500)
                if (by.modal) void by.submits()
              }
              break
            }
            case 6:
              maya.says(`maya-${seed}-${++number} person`)
              break
            case 7:
              if (random() < 0.3) await stage.crash()
              else double.sockets.refresh()
          }
          await stage.pass(Math.floor(random() * 8_000))
        }
        double.faults.clear()
        double.sockets.refresh()
        await stage.pass(10 * MINUTE)
        const received = scene.received().join('\n')
        const leaked = forbidden.filter((text) => new RegExp(`${text}\\b`).test(received))
        expect(leaked, `seed ${seed}`).toEqual([])
        const words = scene.received().filter((text) => text.startsWith('word-'))
        arrived += words.length
        expect(new Set(words).size, `seed ${seed}: nothing twice`).toBe(words.length)
        const shown = scene.said().filter((text) => text.includes(`: maya-`))
        expect(new Set(shown).size, `seed ${seed}: nothing twice in the thread`).toBe(shown.length)
      } finally {
        await scene.stop()
      }
    },
    60_000,
  )
})
