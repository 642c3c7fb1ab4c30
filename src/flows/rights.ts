import { languageOf } from '../domain/language-of.ts'
import type { Fact } from '../domain/memory/fact.ts'
import { answerTo, type RightAnswer } from '../domain/memory/rights/answers.ts'
import { type Right, rightIn } from '../domain/memory/rights/right-in.ts'
import { factsMeant } from '../domain/memory/rights/which.ts'
import { runOf } from '../domain/run-of.ts'
import type { Agent, Turn } from '../domain/turn.ts'
import { together, turnWith } from './commands.ts'

/** What a customer asks of their own memory is done before any agent reads it, and no prompt can keep it from them. */
export function withRights(agent: Agent): Agent {
  return async (turn) => {
    const asked = turn.messages.flatMap((message) => {
      const right = rightIn(message.text, { afterMemory: isAfterMemory(turn) })
      return right ? [{ message, right }] : []
    })
    if (asked.length === 0) return agent(turn)
    const language = languageOf(
      [...turn.history, ...turn.messages].filter(({ author }) => author === 'customer').map(({ text }) => text),
      turn.customer.language,
    )
    const rest = turn.messages.filter((message) => !asked.some((one) => one.message === message))
    const runs = []
    for (const { message, right } of asked)
      runs.push({ ...runOf(answerTo(await grant(turn, right, message.text), language)), fixed: true })
    if (rest.length > 0) runs.push(runOf(await agent(turnWith(turn, rest))))
    return together(runs)
  }
}

/** The last thing that the customer wrote before this was about their memory as well. */
function isAfterMemory({ history }: Turn): boolean {
  const before = history.findLast(({ author }) => author === 'customer')
  return before !== undefined && rightIn(before.text, { afterMemory: false }) !== undefined
}

/** What a talk was about is told in the same words. */
function retoldIn(facts: readonly Fact[], meant: readonly Fact[]): readonly Fact[] {
  const said = new Set(meant.flatMap(({ sources }) => sources.map(({ source }) => source)))
  return facts.filter((fact) => fact.kind === 'episode' && fact.sources.some(({ source }) => said.has(source)))
}

async function grant({ bound: { memory } }: Turn, right: Right, text: string): Promise<RightAnswer> {
  const facts = await memory.known()
  switch (right.kind) {
    case 'know':
      return { kind: 'know', facts }
    case 'wrong': {
      const meant = factsMeant(text, facts)
      for (const fact of [...meant, ...retoldIn(facts, meant)]) await memory.withdraw(fact)
      return meant.length > 0 ? { kind: 'corrected', facts: meant } : { kind: 'which-is-wrong' }
    }
    case 'forget': {
      if (right.what === 'everything') {
        await memory.forgetAll()
        return { kind: 'forgotten-all' }
      }
      const meant: readonly Fact[] = right.what === 'that' ? facts : factsMeant(right.what, facts)
      for (const fact of meant) await memory.forget(fact)
      return { kind: 'forgotten', facts: meant }
    }
  }
}
