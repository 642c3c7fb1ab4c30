import type { Sentence } from '../domain/language.ts'
import { fill } from '../domain/phrasebook.ts'
import type { Texts } from '../domain/texts.ts'
import type { Agent, Reply, Turn } from '../domain/turn.ts'
import { sentenceFor } from './sentences.ts'

/** What a customer may write instead of a message: a text, or a function that makes the reply. */
export type Commands = Readonly<Record<string, Sentence | ((turn: Turn) => Reply | Promise<Reply>)>>

interface CommandNeeds {
  readonly own: Commands
  readonly texts: Pick<Texts, 'help' | 'start' | 'status'>
  readonly resetCommand: string | null
  /** How the agent is called for people. */
  readonly displayName: string
}

/** Customer commands come before the agent, and cost no model. Their own stand before the ready ones. */
export function withCommands(agent: Agent, needs: CommandNeeds): Agent {
  const known = new Map(Object.entries(needs.own).map(([name, reply]) => [name.toLowerCase(), reply]))
  for (const ready of ['help', 'start', 'status'] as const) {
    const name = `/${ready}`
    if (!known.has(name)) known.set(name, needs.texts[ready])
  }
  const names = [...known.keys(), ...(needs.resetCommand ? [needs.resetCommand] : [])].join(', ')
  return (turn) => {
    const written = turn.messages.at(-1)?.text.trim().toLowerCase() ?? ''
    const reply = known.get(written.split(/\s/, 1)[0]!)
    if (reply === undefined) return agent(turn)
    if (typeof reply === 'function') return reply(turn)
    const said = sentenceFor({ history: turn.history, unanswered: turn.messages }, reply)
    return fill(said, { agent: needs.displayName, line: turn.line.displayName, commands: names })
  }
}
