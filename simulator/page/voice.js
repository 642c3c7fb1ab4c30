// A voice message: played in its place, and told to the business as heard.
import { element } from './connection.js'

export const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

const BARS = 32
const SVG = 'http://www.w3.org/2000/svg'
const SHAPES = {
  play: 'M7 4.5v15l12-7.5Z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  load: 'M12 4v11m-5-4.5 5 5 5-5M5 20h14',
}

function shape(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  if (name === 'load') svg.classList.add('drawn')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', SHAPES[name])
  svg.append(path)
  return svg
}

/** WhatsApp shows larger ones as files to be loaded. */
const LARGEST_TO_PLAY = 512 * 1024

let playing

/** `onPlay` is called the first time it is heard. */
export function voice({ src, size = 0, heard, onPlay }) {
  const large = size > LARGEST_TO_PLAY
  const audio = new Audio()
  audio.preload = large ? 'none' : 'metadata'
  audio.src = src
  const button = element('button', { type: 'button', className: 'round small' })
  const position = element('input', { type: 'range', min: 0, max: 1, step: 0.01, value: 0, disabled: true })
  position.setAttribute('aria-label', 'Position in the voice message')
  const time = element('span', { className: 'time', textContent: '0:00' })
  const bars = element('span', { className: 'bars', attributes: { 'aria-hidden': 'true' } })
  const node = element(
    'div',
    { className: `voice${heard ? ' heard' : ''}` },
    button,
    element('span', { className: 'track' }, bars, position),
    time,
  )
  const length = () => (Number.isFinite(audio.duration) ? audio.duration : 0)

  function draw() {
    const begins = large && audio.readyState === 0
    button.replaceChildren(shape(begins ? 'load' : audio.paused ? 'play' : 'pause'))
    button.setAttribute(
      'aria-label',
      begins ? 'Load the voice message' : audio.paused ? 'Play the voice message' : 'Pause',
    )
    const at = audio.paused && audio.currentTime === 0 ? length() : audio.currentTime
    time.textContent = clockOf(at)
    position.max = length() || 1
    position.value = audio.currentTime
    position.disabled = length() === 0
    position.setAttribute('aria-valuetext', `${clockOf(audio.currentTime)} of ${clockOf(length())}`)
    node.style.setProperty('--played', String(length() ? audio.currentTime / length() : 0))
  }

  button.addEventListener('click', () => {
    if (!audio.paused) return audio.pause()
    if (playing !== audio) playing?.pause()
    playing = audio
    void audio.play().catch(() => node.dispatchEvent(new Event('error')))
  })
  position.addEventListener('input', () => {
    audio.currentTime = Number(position.value)
  })
  audio.addEventListener('play', () => onPlay?.(), { once: true })
  audio.addEventListener('ended', () => (audio.currentTime = 0))
  audio.addEventListener('error', () => node.dispatchEvent(new Event('error')))
  for (const event of ['play', 'pause', 'timeupdate', 'durationchange', 'seeked']) audio.addEventListener(event, draw)
  draw()
  if (!large) void drawBars(src, bars)
  return node
}

/** The loudness of each stretch; a flat line where the browser cannot tell. */
async function drawBars(src, bars) {
  const loud = await loudness(src).catch(() => Array(BARS).fill(0.1))
  bars.replaceChildren(
    ...loud.map((one, index) => {
      const bar = element('i')
      bar.style.setProperty('--loud', String(one))
      bar.style.setProperty('--at', String((index + 0.5) / BARS))
      return bar
    }),
  )
}

async function loudness(src) {
  const bytes = await (await fetch(src)).arrayBuffer()
  const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes)
  const samples = sound.getChannelData(0)
  const width = Math.max(1, Math.floor(samples.length / BARS))
  const peaks = Array.from({ length: BARS }, (_, index) => {
    let peak = 0
    for (let at = index * width; at < (index + 1) * width; at += 8) peak = Math.max(peak, Math.abs(samples[at] ?? 0))
    return peak
  })
  const most = Math.max(...peaks, 0.02)
  return peaks.map((peak) => peak / most)
}
