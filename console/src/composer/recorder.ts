import { oggOfWebm } from '../../../simulator/page/ogg.js'

/** Best first. WhatsApp takes Opus in Ogg only for voice; what comes in the last goes as a sound file. */
const FORMS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4']
const BITS_PER_SECOND = 24_000

export interface Recorder {
  /** How loud it is now, from 0 to 1. */
  level(): number
  discard(): Promise<void>
  finish(): Promise<{ readonly file: File; readonly isVoice: boolean }>
}

/** The microphone of this computer; `undefined` where the browser has none, or may not use it. */
export async function startRecorder(): Promise<Recorder | undefined> {
  const form = globalThis.MediaRecorder && FORMS.find((one) => MediaRecorder.isTypeSupported(one))
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: { channelCount: 1 } }).catch(() => undefined)
  if (!form || !stream) return undefined
  const recorder = new MediaRecorder(stream, { mimeType: form, audioBitsPerSecond: BITS_PER_SECOND })
  const parts: Blob[] = []
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
    for (const track of stream!.getTracks()) track.stop()
    if (listening.state !== 'closed') await listening.close()
  }

  return {
    level() {
      ear.getByteTimeDomainData(heard)
      return Math.max(...heard.map((one) => Math.abs(one - 128))) / 128
    },
    discard: stop,
    async finish() {
      await stop()
      const blob = new Blob(parts, { type: form })
      if (form === 'audio/mp4') return { file: new File([blob], 'voice.m4a', { type: form }), isVoice: false }
      const ogg = form.startsWith('audio/ogg') ? blob : oggOfWebm(new Uint8Array(await blob.arrayBuffer()))
      return { file: new File([ogg], 'voice.ogg', { type: 'audio/ogg; codecs=opus' }), isVoice: true }
    },
  }
}
