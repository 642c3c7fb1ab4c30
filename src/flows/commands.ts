import type { Sentence } from '../domain/language.ts'
import { fill } from '../domain/phrasebook.ts'
import { runOf } from '../domain/run-of.ts'
import type { Texts } from '../domain/texts.ts'
import type { Agent, Reply, Run, Turn } from '../domain/turn.ts'
import { sentenceFor } from './sentences.ts'

type Answer = Sentence | ((turn: Turn) => Reply | Promise<Reply>)

/** What a customer may write instead of a message: a text, or a function that makes the reply. `false` is no command. */
export type Commands = Readonly<Record<string, Answer | false>>

interface CommandNeeds {
  readonly own: Commands
  readonly texts: Pick<Texts, 'help' | 'start' | 'status'>
  readonly resetCommand: string | null
  /** How the agent is called for people. */
  readonly displayName: string
}

/** Customer commands come before the agent, and cost no model. Their own stand before the ready ones. */
export function withCommands(agent: Agent, needs: CommandNeeds): Agent {
  const all = new Map<string, Answer | false>()
  for (const [name, reply] of Object.entries(needs.own)) all.set(name.toLowerCase(), reply)
  for (const ready of ['help', 'start', 'status'] as const)
    if (!all.has(`/${ready}`)) all.set(`/${ready}`, needs.texts[ready])
  const known = new Map([...all].flatMap(([name, reply]) => (reply === false ? [] : [[name, reply] as const])))
  const names = [...known.keys(), ...(needs.resetCommand ? [needs.resetCommand] : [])].join(', ')
  const replyOf = async (turn: Turn, name: string) => {
    const reply = known.get(name)!
    if (typeof reply === 'function') return runOf(await reply(turn))
    const said = sentenceFor({ ...turn, unanswered: turn.messages }, reply)
    return runOf(fill(said, { agent: needs.displayName, line: turn.line.displayName, commands: names }))
  }
  return async (turn) => {
    const named = turn.messages.map(({ text }) => text.trim().toLowerCase().split(/\s/, 1)[0]!)
    const asked = new Set(named.filter((name) => known.has(name)))
    if (asked.size === 0) return agent(turn)
    // What came in the same burst is answered as well: nobody wrote it to be passed over.
    const rest = turn.messages.filter((_, index) => !asked.has(named[index]!))
    const answers = rest.length > 0 ? [runOf(await agent(turnWith(turn, rest)))] : []
    for (const name of asked) answers.push(await replyOf(turn, name))
    return together(answers)
  }
}

/** The same turn with some of its messages. */
export function turnWith(turn: Turn, messages: Turn['messages']): Turn {
  return { ...turn, messages, text: messages.map(({ text }) => text).join('\n') }
}

export function together(runs: readonly Run[]): Run {
  const parts = runs.flatMap((run) => run.parts)
  const posts = runs.flatMap((run) => run.posts ?? [])
  return Object.assign({}, ...runs, { parts, posts }) as Run
}
