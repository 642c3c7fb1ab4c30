import type { HandoffPolicy } from '../../../src/domain/handoff-policy.ts'
import type { Agent } from '../../../src/domain/turn.ts'
import { HANDOFF, type SettingsChange, SUPPORT, testSettings } from '../../settings.ts'
import { DANA, type Stage, type StageOptions, setStage } from '../../stage.ts'

export const MAYA = '15550001111'
export const BOSS = '15550009999'
export const MINUTE = 60_000
const TO_BOSS = { target: 'boss', channel: 'whatsapp' } as const

/** Calls people for whoever asks for one, and repeats what others say. */
const agent: Agent = ({ text }) =>
  /person|by hand/.test(text)
    ? { kind: 'run', parts: [], handOff: { reason: 'customer_asked', summary: 'Wants a person.' } }
    : `You said: ${text}`

export const policyOf = (change: Partial<HandoffPolicy> = {}): HandoffPolicy => ({
  ...HANDOFF,
  alert: TO_BOSS,
  escalation: [
    { afterMs: 5 * MINUTE, to: TO_BOSS },
    { afterMs: 15 * MINUTE, to: TO_BOSS },
  ],
  ...change,
})

export const settingsOf = (change: Partial<HandoffPolicy> = {}): SettingsChange => ({
  targets: { boss: { whatsapp: `+${BOSS}` } },
  lines: [{ ...SUPPORT, handoff: policyOf(change) }],
})

/** A stage with a boss, who is called on their own phone, and a customer. */
export async function setScene(change: Partial<HandoffPolicy> = {}, options: StageOptions = {}) {
  const stage = await setStage({ agent, ...options, settings: { ...settingsOf(change), ...options.settings } })
  const boss = stage.phone(BOSS)
  const maya = stage.phone(MAYA)
  boss.says('I am the boss')
  await stage.pass(5000)
  const act = async () => ({
    conversation: { business: 'acme', id: await stage.conversationOf(MAYA) },
    by: DANA,
    source: 'api' as const,
    epoch: undefined,
    now: stage.clock.now(),
  })
  return {
    stage,
    boss,
    maya,
    alerts: () => alertsOn(boss),
    /** As an edit of the configuration does, while it runs. */
    reconfigure: (next: SettingsChange) =>
      stage.platform.reconfigure({ settings: testSettings(next), agents: new Map([['test', agent]]) }),
    /** The first lines of what the boss was told. */
    calls: () => alertsOn(boss).map((text) => text.split('\n')[0]),
    asks: async () => {
      maya.says('A person please')
      await stage.pass(5000)
    },
    claim: async () => stage.platform.passBaton({ ...(await act()), step: { kind: 'claim', by: DANA, over: false } }),
    putBack: async () => stage.platform.passBaton({ ...(await act()), step: { kind: 'put-back' } }),
    notes: async (text: string) => {
      const id = (await stage.platform.store.handoffs())[0]!.id
      const note = { ...(await act()), id: noteId(id), text, files: [] }
      await stage.platform.store.keepPrivateNote(note)
    },
    owner: async () => (await stage.platform.store.conversation((await act()).conversation))?.owner,
    steps: async () => {
      const thread = await stage.platform.store.thread((await act()).conversation, { most: 100 })
      return thread.steps.map(({ kind }) => kind)
    },
  }
}

let notes = 0
const noteId = (handoff: string) => `${handoff.slice(0, -6)}${String(++notes).padStart(6, '0')}`

/** What stands on a phone. */
export const read = (phone: ReturnType<Stage['phone']>) => phone.bubbles.map(({ text }) => text)

const alertsOn = (phone: ReturnType<Stage['phone']>) =>
  read(phone).flatMap((text) => (text && /\n(Case|Conversation) /.test(text) ? [text] : []))
