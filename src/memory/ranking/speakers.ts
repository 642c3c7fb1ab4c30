import type { Speaker } from '../../domain/memory/entry.ts'
import { fold } from './fold.ts'

const ROLES: readonly string[] = ['customer', 'agent', 'teammate', 'system'] satisfies Speaker[]

/** Words that mean one of the roles: whoever asks in the first person is the customer. */
const MEANING: Readonly<Record<'customer' | 'agent' | 'teammate', string>> = {
  customer: `i i'm i've i'd i'll my me myself customer client buyer user yo mi mis mí cliente clienta usuario usuaria eu meu minha meus minhas mim
    ich mir mich mein meine meinen meinem meiner kunde kundin kunden nutzer nutzerin je j'ai mon moi client cliente utilisateur
    ग्राहक मैं मैंने मेरा मेरी मेरे मुझे मुझको mera meri mere mujhe maine انا لي عندي عميل العميل العميلة للعميل الزبون للزبون المستخدم`,
  agent: 'agent assistant bot agente asistente assistente assistent agentin एजेंट الوكيل المساعد',
  teammate: `teammate colleague human staff employee compañero compañera empleado colega funcionario atendente mitarbeiter
    mitarbeiterin kollege kollegin collègue conseiller कर्मचारी الموظف الموظفة`,
}
const ROLE_OF = new Map<string, string>()
for (const [role, words] of Object.entries(MEANING))
  for (const word of words.split(/\s+/)) ROLE_OF.set(fold(word), role)

const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu

/** A name that stands in talks: what it says is known from who speaks, so the word itself tells nothing. */
export type Participant = string | { readonly name: string; readonly speaker: string }

/** The words of the name of a speaker; roles have none. */
export const partsOf = (name: string): readonly string[] =>
  ROLES.includes(name) ? [] : (fold(name).match(WORD) ?? []).filter((part) => part.length > 1 || part > '\x7f')

/**
 * The one whom a folded question names or, naming nobody, implies; undefined where it is nobody or several.
 * `named` has the words of all names, each with whose they are.
 */
export function speakerMeant(question: string, named: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const byName = new Set<string>()
  const byRole = new Set<string>()
  for (const [match] of question.matchAll(WORD)) {
    const word = match.replace(/'s$/, '')
    const speakers = named.get(word)
    // What two are called says neither.
    if (speakers?.size === 1) for (const speaker of speakers) byName.add(speaker)
    const role = ROLE_OF.get(match) ?? ROLE_OF.get(word)
    if (role !== undefined) byRole.add(role)
  }
  const meant = byName.size > 0 ? byName : byRole
  return meant.size === 1 ? [...meant][0] : undefined
}
