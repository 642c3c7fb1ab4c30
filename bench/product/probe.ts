// Preloaded into a server when more is to be known than can be seen from outside. Without it, nothing of the bench runs
// inside the server.
import fs from 'node:fs'
import { Session } from 'node:inspector/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type Question =
  | { readonly ask: 'profile' }
  | { readonly ask: 'profile-written'; readonly file: string }
  | { readonly ask: 'delay' }
  | { readonly ask: 'delay-ms' }

const delay = monitorEventLoopDelay({ resolution: 1 })
const session = new Session()

const answers = {
  async profile() {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 200 })
    await session.post('Profiler.start')
    return {}
  },
  async 'profile-written'({ file }: { file?: string }) {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    fs.writeFileSync(file!, JSON.stringify(profile))
    return {}
  },
  async delay() {
    delay.reset()
    delay.enable()
    return {}
  },
  async 'delay-ms'() {
    delay.disable()
    return { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }
  },
}

process.on('message', (question: { ask: keyof typeof answers; file?: string }) => {
  void answers[question.ask](question).then((answer) => process.send?.(answer))
})
process.channel?.unref()
