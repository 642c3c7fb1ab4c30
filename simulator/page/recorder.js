// The microphone of this computer.
import { oggOfWebm } from './ogg.js'

/** Best first. What comes in the last is sent as a sound file: WhatsApp takes Opus in Ogg only for voice. */
const FORMS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4']
const BITS_PER_SECOND = 24_000

export async function startRecorder() {
  const form = globalThis.MediaRecorder && FORMS.find((one) => MediaRecorder.isTypeSupported(one))
  if (!form || !navigator.mediaDevices) throw new Error('This browser cannot record.')
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } }).catch(explain)
  const recorder = new MediaRecorder(stream, { mimeType: form, audioBitsPerSecond: BITS_PER_SECOND })
  const parts = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
  recorder.start()
  const listening = new AudioContext()
  const ear = listening.createAnalyser()
  ear.fftSize = 256
  listening.createMediaStreamSource(stream).connect(ear)
  const heard = new Uint8Array(ear.fftSize)

  async function stop() {
    if (recorder.state !== 'inactive') recorder.stop()
    await stopped
    for (const track of stream.getTracks()) track.stop()
    await listening.close()
  }

  return {
    /** How loud it is now, from 0 to 1. */
    level() {
      ear.getByteTimeDomainData(heard)
      return Math.max(...heard.map((one) => Math.abs(one - 128))) / 128
    },
    stop,
    /** The voice message as a phone would send it. */
    async finish() {
      await stop()
      const blob = new Blob(parts, { type: form })
      if (form.startsWith('audio/ogg')) return { blob, mime: 'audio/ogg; codecs=opus', voice: true }
      if (form.startsWith('audio/mp4')) return { blob, mime: 'audio/mp4', voice: false }
      const ogg = oggOfWebm(new Uint8Array(await blob.arrayBuffer()))
      return { blob: ogg, mime: ogg.type, voice: true }
    },
  }
}

function explain({ name, message }) {
  if (name === 'NotAllowedError') throw new Error('The browser may not use the microphone. Allow it for this page.')
  if (name === 'NotFoundError') throw new Error('No microphone was found.')
  throw new Error(`The microphone cannot be used: ${message}.`)
}
