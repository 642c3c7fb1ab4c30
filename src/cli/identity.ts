import { ago, inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import type { Surroundings } from './surroundings.ts'

const DECISIONS = ['same', 'different', 'undo'] as const
type Decision = (typeof DECISIONS)[number]

const DONE: Record<Decision, string> = {
  same: 'They are one customer now. `wabaton identity undo` splits them again.',
  different: 'They stay two customers.',
  undo: 'The decision is taken back; the question is open again.',
}
const NOT_DONE: Record<Decision, string> = {
  same: 'There is no open question with this id. `wabaton identity` lists them.',
  different: 'There is no open question with this id. `wabaton identity` lists them.',
  undo: 'There is no decision with this id that can be taken back. Where customers were joined again since, undo that first; `wabaton identity` lists them.',
}

const isDecision = (word: string): word is Decision => DECISIONS.some((one) => one === word)

/** `wabaton identity`: customers who may be one, and what was decided; with a word and a question, decides. */
export async function identity(
  { decision, question, ...which }: WhichStore & { decision?: string | undefined; question?: string | undefined },
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings
  const settings = await settingsOf(which, surroundings)
  const { business } = settings
  if (decision === undefined) {
    const questions = await inquire(settings, 'identityQuestions', { business })
    if (questions.length === 0) print('Every customer is told from every other: there is no question.')
    for (const { id, older, newer, name, phone, askedAt, decision: decided } of questions) {
      const who = [name, phone && `+${phone}`].filter(Boolean).join(', ')
      const state = decided === undefined ? 'the same as before?' : decided === 'same' ? 'joined' : 'two customers'
      print(`${id}  ${ago(askedAt)}: ${who || 'a customer'}, ${state} (earlier ${older}, now ${newer})`)
    }
    return 0
  }
  if (!isDecision(decision) || question === undefined) {
    print(`Write for example: wabaton identity same <question>. Known: ${DECISIONS.join(', ')}.`)
    return 1
  }
  const given = { business, question, decision }
  const done = await inquire(settings, decision === 'undo' ? 'undoIdentity' : 'decideIdentity', given)
  print(done ? DONE[decision] : NOT_DONE[decision])
  return done ? 0 : 1
}
