import type { Grammar } from './grammar.ts'
import type { Sentence } from './sentence.ts'

const CLAUSE = /[,;–—]|\s-\s/g
const AND = /(?<=\s)(?:and|but|y|pero|e|mas|und|aber|et|mais|aur|और|लेकिन|ma)(?=\s)|(?<=\s)و(?=[\u0620-\u064a])/g
/** Holds for all that follows, also after an "and". */
const SUPPOSES =
  /(?<![a-z\u0600-\u06ff\u0900-\u097f])(?:if|whether|suppose|imagine|would|could|think|thinks|said|says|told|si|se|wenn|falls|ob|sagte|meint|glaube|dit|croit|disse|acho|dijo|creo|agar|अगर|यदि|اذا|لو)(?![a-z\u0600-\u06ff\u0900-\u097f])/

/**
 * Whether what stands around the words makes them no statement: a condition, a report, a question, a jest. `polite` are
 * requests that are put as questions.
 */
export function isBlocked(
  { blocked }: Grammar,
  sentence: Sentence,
  from: number,
  to: number,
  polite: boolean,
): boolean {
  const before = sentence.text.slice(0, from)
  const clause = before.slice([...before.matchAll(CLAUSE)].at(-1)?.index ?? 0).replaceAll(REMINDS, ' ')
  const part = clause.slice([...clause.matchAll(AND)].at(-1)?.index ?? 0)
  if (!polite && (blocked.test(part) || SUPPOSES.test(clause) || UNSAYS.test(clause))) return true
  if (THEIRS.test(part) || (polite && DENIES.test(part))) return true
  if (polite && /(?:^|\s)(?:if|si|se|wenn|falls|how|como|wie|comment)(?=\s)/.test(clause)) return true
  const rest = sentence.text.slice(to)
  if (JEST.test(rest)) return true
  if (!sentence.asks || polite) return false
  // "I'm allergic to nuts, is it safe?" says something; "I'm on the list, right?" asks for it.
  return (
    rest
      .replaceAll(/[^\p{L}\p{N}\s]/gu, '')
      .trim()
      .split(/\s+/)
      .filter(Boolean).length < 3 || TAG.test(rest)
  )
}

/** "Do not change it to", "they changed it to", "should I change it to". */
const DENIES =
  /(?<![a-z\u0600-\u06ff\u0900-\u097f])(?:not|don'?t|didn'?t|never|without|should (?:i|we)|do (?:i|we|you)|did|has|have (?:you|they)|no|nunca|debo|debemos|nao|devo|devemos|nicht|soll|sollen|ne|dois-je|devons|est-ce|kya|mat|क्या|मत|هل|لا|لم)\s(?:[^\s]+\s){0,3}$/
const THEIRS =
  /(?<![a-z\u0600-\u06ff\u0900-\u097f])(?:they|he|she|his|her|their|friend|somebody|someone|(?:my|our) (?:brother|sister|mother|mum|mom|father|dad|husband|wife|son|daughter|boss|colleague|neighbou?r|cousin|partner)|(?:mi|nuestr[oa]) (?:herman[oa]|madre|padre|marido|espos[oa]|hij[oa]|jef[ea]|vecin[oa]|prim[oa]|coleg[a])|(?:meu|minha) (?:irmao|irma|mae|pai|marido|espos[oa]|filh[oa]|chefe|vizinh[oa]|prim[oa]|colega)|meine? (?:bruder|schwester|mutter|vater|mann|frau|sohn|tochter|chefin|chef|nachbar(?:in)?|kolleg(?:e|in))|m(?:on|a) (?:frere|soeur|mere|pere|mari|femme|fils|fille|chef|voisine?|collegue|cousine?)|mer[aei] (?:bhai|behen|maa|papa|pita|pati|patni|beta|beti|boss)|मेर[ाीे] (?:भाई|बहन|मां|पिता|पति|पत्नी|बेटा|बेटी|बॉस)|اخي|اختي|امي|ابي|زوجي|زوجتي|ابني|ابنتي|مديري|جاري|thinking|considering|amig[oa]|freund(?:in)?|ami|amie|copain|dost|दोस्त|صديقي|صديقتي|what|which|why|who|how much|cuanto|quanto|combien|wieviel|was|warum|por que|pourquoi)(?![a-z])/

/** "Don't forget that ..." says what follows. */
const REMINDS =
  /(?:(?:don'?t|do not|never) forget|no (?:se |te )?olvid[a-z]+|nao (?:se )?esque[a-z]+|(?:nicht vergessen|vergessen sie nicht|vergiss nicht)|n'oublie[sz]? pas|mat bhool[a-z]*|lembr[a-z]+(?:-se)?)/g
/** "Forget that I am allergic." */
const UNSAYS =
  /(?<![a-z])(?:forget|delete|erase|remove|olvid[a-z]*|borr[ae]n?|elimin[ae]n?|esque(?:ca|ce|cam)|apag(?:ue|a|uem)|exclu[a-z]*|vergiss|vergesst|vergessen|losch[a-z]*|oublie[rz]?|efface[rz]?|supprime[rz]?|bhool|bhul)(?![a-z])|انس|احذف|امسح/

const JEST =
  /(?:just |only )?kidding|(?<!\p{L})(?:jk|not really|es broma|brincadeira|nur spass|je plaisante|joking)(?!\p{L})/u
const TAG =
  /^[\s,]*(?:right|correct|no|ok|okay|verdad|nicht wahr|oder|n'est-ce pas|ne|is that (?:right|correct)|did i)\W*$/u
