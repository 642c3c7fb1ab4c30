import { describe, expect, it } from 'vitest'
import { createVirtualClock } from '../../simulator/index.ts'
import type { FetchedFile, Transcriber } from '../domain/media.ts'
import { transcribe } from './transcribe.ts'

const file: FetchedFile = { kind: 'file', bytes: Buffer.from('OggS'), mime: 'audio/ogg' }

function hear(transcriber: Transcriber, signal = new AbortController().signal) {
  const clock = createVirtualClock(0)
  return { clock, heard: transcribe(transcriber, { file, signal, clock }) }
}

describe('a recording', () => {
  it('[A27 C10] is given to whoever transcribes, a program of its own included', async () => {
    const given: unknown[] = []
    const { heard, clock } = hear(async (audio) => {
      given.push(audio)
      return ' Where is order 22? '
    })
    expect(await heard).toEqual({ kind: 'heard', text: 'Where is order 22?' })
    expect(given).toEqual([{ bytes: file.bytes, mime: 'audio/ogg' }])
    expect(clock.waiting).toBe(0)
  })

  it.each<[string, Transcriber, string]>([
    ['fails', async () => Promise.reject(new Error('no such model')), 'no such model'],
    [
      'fails at once',
      () => {
        throw new Error('no key')
      },
      'no key',
    ],
    ['hears nothing', async () => ' \n', 'no words in it'],
  ])('[A27] who transcribes %s: then it is not heard', async (_, transcriber, reason) => {
    expect(await hear(transcriber).heard).toEqual({ kind: 'unheard', reason })
  })

  it('[A27] is not waited for longer than a turn can spare, even if nobody listens to the signal', async () => {
    let aborted = false
    const { heard, clock } = hear((_, signal) => {
      signal.addEventListener('abort', () => {
        aborted = true
      })
      return new Promise(() => {})
    })
    await clock.advance(15_000)
    expect(await heard).toEqual({ kind: 'unheard', reason: 'nothing heard within 15000 ms' })
    expect(aborted).toBe(true)
  })

  it('[A27 A28] of a turn that is over is left at once', async () => {
    const controller = new AbortController()
    const { heard, clock } = hear(() => new Promise(() => {}), controller.signal)
    controller.abort(new Error('a newer message'))
    await expect(heard).rejects.toThrow('a newer message')
    expect(clock.waiting).toBe(0)
    const never = hear(() => expect.unreachable(), controller.signal)
    await expect(never.heard).rejects.toThrow('a newer message')
  })
})
