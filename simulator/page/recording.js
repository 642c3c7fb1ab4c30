// The strip that stands in place of the words while a voice message is recorded.
import { element, inBase64 } from './connection.js'
import { clockOf } from './voice.js'

const BARS = 36
const BAR_MS = 80
const SHORTEST_MS = 400

/** `part` finds the parts of a phone; `redraw` says that it has begun or ended. */
export function wireRecording(part, { send, redraw, act }) {
  let recorder
  let since = 0
  let beat

  function show(running) {
    part('recording').hidden = !running
    part('words').hidden = running
    part('attach').hidden = running
    part('send').setAttribute('aria-label', running ? 'Send the voice message' : 'Send')
    redraw()
  }

  function draw() {
    part('recorded').textContent = clockOf((performance.now() - since) / 1000)
    const bar = element('i')
    bar.style.setProperty('--loud', String(recorder.level()))
    part('levels').append(bar)
    if (part('levels').children.length > BARS) part('levels').firstChild.remove()
  }

  async function start() {
    const { startRecorder } = await import('./recorder.js')
    recorder = await act(startRecorder)
    if (!recorder) return
    since = performance.now()
    part('recorded').textContent = '0:00'
    part('levels').replaceChildren()
    beat = setInterval(draw, BAR_MS)
    show(true)
    part('send').focus()
  }

  function end() {
    clearInterval(beat)
    const ended = recorder
    recorder = undefined
    show(false)
    return ended
  }

  async function finish() {
    const lasted = performance.now() - since
    const ended = end()
    part('record').focus()
    await act(async () => {
      const { blob, mime, voice } = await ended.finish()
      if (lasted < SHORTEST_MS) throw new Error('That was too short: nothing was recorded.')
      await send({ type: 'audio', voice, mime, bytes: await inBase64(blob) })
    })
  }

  async function discard() {
    if (!recorder) return
    await end().stop()
  }

  part('record').addEventListener('click', () => void start())
  part('discard').addEventListener('click', async () => {
    await discard()
    part('record').focus()
  })
  part('composer').addEventListener('keydown', async ({ key }) => {
    if (key !== 'Escape' || !recorder) return
    await discard()
    part('record').focus()
  })
  return {
    get running() {
      return recorder !== undefined
    },
    finish,
    discard,
  }
}
