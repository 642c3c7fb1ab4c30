import { Mic, Music, Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { t } from '../words/t.ts'
import { Gone } from './media.tsx'

const SPEEDS = [1, 1.5, 2] as const

/** A recording: play, seek, faster; and what is said in it, where that is known. */
export function Player({
  file,
  voice,
  words,
}: {
  readonly file: string
  readonly voice: boolean
  readonly words: string | undefined
}) {
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(0)
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1)
  const [isGone, setGone] = useState(false)
  if (isGone) return <Gone />

  const Icon = voice ? Mic : Music
  const name = t(voice ? 'held.voice' : 'held.audio')
  const play = () => (isPlaying ? audio.current?.pause() : void audio.current?.play().catch(() => setGone(true)))
  const seek = (to: number) => {
    if (audio.current) audio.current.currentTime = to
    setAt(to)
  }
  const faster = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]!
    if (audio.current) audio.current.playbackRate = next
    setSpeed(next)
  }

  return (
    <div className="grid gap-1.5">
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands below, where it is known. */}
      <audio
        ref={audio}
        src={file}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => seek(0)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onDurationChange={({ currentTarget }) => setLength(known(currentTarget.duration))}
        onError={() => setGone(true)}
      />
      <div className="flex w-64 max-w-full items-center gap-2">
        <button
          type="button"
          aria-label={t(isPlaying ? 'held.pause' : 'held.play', { name })}
          className="grid size-9 shrink-0 place-items-center rounded-full bg-accent text-on-accent pointer-coarse:size-11 [&>svg]:size-4"
          onClick={play}
        >
          {isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
        </button>
        <input
          type="range"
          aria-label={t('held.seek', { name })}
          aria-valuetext={clock(at)}
          min={0}
          max={Math.max(length, 0.1)}
          step={0.1}
          value={Math.min(at, Math.max(length, 0.1))}
          onChange={({ currentTarget }) => seek(Number(currentTarget.value))}
          className="h-6 min-w-0 flex-1"
        />
        <button
          type="button"
          aria-label={t('held.speed', { speed })}
          className="figures h-6 w-9 shrink-0 rounded-sm text-small font-medium text-quiet hover:bg-hover pointer-coarse:h-11"
          onClick={faster}
        >
          {speed}×
        </button>
      </div>
      <p className="figures flex items-center gap-1 text-small text-quiet">
        <Icon aria-hidden className="size-3.5" />
        {name}, {clock(isPlaying || at > 0 ? at : length)}
      </p>
      {words && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {words}
        </p>
      )}
    </div>
  )
}

/** Recordings that were streamed into a file do not say how long they are. */
const known = (duration: number) => (Number.isFinite(duration) ? duration : 0)
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
