const KEPT = 'wabaton.sound'

export const isSoundOn = () => {
  try {
    return localStorage.getItem(KEPT) !== 'off'
  } catch {
    return true
  }
}
export const setSound = (on: boolean) => {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off')
  } catch {
    // It stays as it was.
  }
}

let context: AudioContext | undefined

/** Two soft tones, made here: no file, and nothing at all before somebody has touched the page. */
export function chime(): void {
  if (!isSoundOn() || !navigator.userActivation?.hasBeenActive) return
  context ??= new AudioContext()
  for (const [after, pitch] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const at = context.currentTime + after
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(0.06, at + 0.01)
    volume.gain.exponentialRampToValueAtTime(0.0005, at + 0.35)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.4)
  }
}
