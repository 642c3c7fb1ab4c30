import { describe, expect, it } from 'vitest'
import type { Transcriber } from '../../src/domain/media.ts'

/** A voice note as WhatsApp brings it; what is in it stands in the words that a transcriber is asked to find. */
export const VOICE = { bytes: new Uint8Array([0x4f, 0x67, 0x67, 0x53, 0, 2, 7, 7]), mime: 'audio/ogg; codecs=opus' }

interface Kinds {
  /** One that hears this. */
  readonly hearing: (words: string) => Promise<Transcriber>
  /** One whose service is down. */
  readonly broken: () => Promise<Transcriber>
  /** One that never answers. */
  readonly hanging: () => Promise<Transcriber>
}

/** What everything must do that writes down what is said in a recording. */
export function transcriberContract({ hearing, broken, hanging }: Kinds) {
  const unhurried = () => new AbortController().signal

  describe('a transcriber', () => {
    it('[A27] says what was said, and nothing where nothing was', async () => {
      expect(await (await hearing('Where is order 22?'))(VOICE, unhurried())).toBe('Where is order 22?')
      expect((await (await hearing(''))(VOICE, unhurried())).trim()).toBe('')
    })

    it('[A27] throws where it cannot, and makes nothing up', async () => {
      await expect((await broken())(VOICE, unhurried())).rejects.toThrow()
    })

    it('[A27 A28] ends when nobody waits any more', async () => {
      const controller = new AbortController()
      const told = (await hanging())(VOICE, controller.signal)
      controller.abort(new Error('a newer message came'))
      await expect(told).rejects.toThrow('a newer message came')
    })
  })
}
