import { useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { t } from '../words/t.ts'
import { type Recorder, startRecorder } from './recorder.ts'

const BARS = 40
const BAR_MS = 80
const SHORTEST_MS = 400

/** Stands above the field as long as somebody speaks: how long, how loud, and the way out on both sides. */
export default function Recording({
  onDone,
  onClose,
}: {
  readonly onDone: (file: File, isVoice: boolean) => void
  readonly onClose: () => void
}) {
  const recorder = useRef<Recorder>(undefined)
  const keep = useRef<HTMLButtonElement>(null)
  const [state, setState] = useState<'asking' | 'running' | 'refused' | 'short'>('asking')
  const [levels, setLevels] = useState<readonly number[]>([])
  const since = useRef(0)

  useEffect(() => {
    let gone = false
    let beat: ReturnType<typeof setInterval> | undefined
    void startRecorder().then((started) => {
      if (gone) return void started?.discard()
      if (!started) return setState('refused')
      recorder.current = started
      since.current = performance.now()
      setState('running')
      beat = setInterval(() => setLevels((known) => [...known.slice(1 - BARS), started.level()]), BAR_MS)
      keep.current?.focus()
    })
    return () => {
      gone = true
      clearInterval(beat)
      void recorder.current?.discard()
    }
  }, [])

  async function finish() {
    if (performance.now() - since.current < SHORTEST_MS) return setState('short')
    const done = await recorder.current?.finish()
    if (done) onDone(done.file, done.isVoice)
  }

  const seconds = state === 'running' ? Math.floor((performance.now() - since.current) / 1000) : 0
  const words = { asking: t('voice.asking'), refused: t('voice.refused'), short: t('voice.short') }
  return (
    <section
      aria-label={t('composer.record')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="flex flex-wrap items-center gap-3 rounded-md bg-sunken px-3 py-2"
    >
      {state === 'running' ? (
        <>
          <span aria-hidden className="size-2.5 animate-[pulse-dot_1.4s_infinite] rounded-full bg-danger" />
          <span className="figures w-9 font-medium">
            {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
          </span>
          <span aria-hidden className="flex h-6 min-w-0 flex-1 items-center gap-0.5 overflow-hidden">
            {[...levels.entries()].map(([index, level]) => (
              <span
                key={index}
                style={{ blockSize: `${Math.max(8, Math.round(level * 100))}%` }}
                className="w-0.75 shrink-0 rounded-full bg-accent"
              />
            ))}
          </span>
        </>
      ) : (
        <p role={state === 'asking' ? 'status' : 'alert'} className="min-w-0 flex-1">
          {words[state]}
        </p>
      )}
      <Button look="quiet" onClick={onClose}>
        {t('composer.discard')}
      </Button>
      {state === 'running' && (
        <button
          ref={keep}
          type="button"
          onClick={() => void finish()}
          className="h-8 rounded-md bg-accent px-3 font-medium text-on-accent hover:brightness-110 pointer-coarse:h-11"
        >
          {t('voice.attach')}
        </button>
      )}
    </section>
  )
}
