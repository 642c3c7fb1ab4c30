import type { BriefingLine } from './briefing.ts'
import { type CaseMessage, isHeard, isSpoken } from './case.ts'
import { clipAround, plain, quote, sentencesOf, words } from './readable.ts'

const PROMISE = words(
  String.raw`(?:i|we)(?:'ll| will| shall|'m going to| am going to| are going to|'re going to|'ve (?:just )?\w+ed| have (?:just )?(?:issued|refunded|ordered|booked|credited|flagged|requested))
  (?:i am|i'm|we are|we're) (?:now |right now )?(?:re)?(?:issu|send|refund|ship|process|credit|replac|arrang)ing
  (?:i|we) can (?:offer|give) you|(?:i|we) can offer|you(?:'ll| will) (?:get|receive|have|hear)|will (?:be (?:refunded|sent|shipped|delivered|credited|replaced)|call you|contact you|arrive)|(?:with)?in (?:the next )?(?:\d+|one|two|three|five|seven|ten) (?:hours?|days?|business days?|minutes?|weeks?)|(?:i|we) (?:promise|guarantee)
  voy a|vamos a|(?:le |te |lo |la |se lo )?(?:enviar|reenviar|reembolsar|devolver|llamar|contactar|avisar|gestionar|resolver|mandar|cambiar|recib|tendr|har|repondr)(?:e|emos|a|an|as|ira)|prometo|garantiz\w+|(?:en|dentro de) (?:\d+|un|dos|tres|cinco|siete|diez) (?:horas?|dias?)
  vou|vamos|iremos|(?:enviar|reembolsar|ligar|retornar|resolver|receber|trocar)(?:ei|emos|a)|ira receber|prometo|garanto|garantimos|(?:em ate|em|dentro de) (?:\d+|dois|duas|tres|cinco) (?:horas?|dias?)
  (?:ich|wir) (?:werden?|schicken?|senden?|erstatten?|rufe?n?|kummern?|melden?|veranlassen?|liefern?|tauschen?)|sie (?:bekommen|erhalten)|verspreche\w*|garantier\w+|(?:innerhalb von|binnen|in) (?:\d+|ein\w*|zwei|drei|funf) (?:stunden?|tagen?|werktagen|wochen?)
  (?:je vais|nous allons|vous recevrez|vous aurez|(?:je|nous) (?:vous )?(?:enverr|rembours|rappeller|contacter|renverr)\w+|(?:je|nous) vous (?:envo|rembours|rappel|renvo)\w+|promets|garantis\w*|(?:sous|dans|d'ici) (?:\d+|un|deux|trois|cinq) (?:heures?|jours?))
  karenge|karunga|karungi|kar denge|kar dunga|bhejenge|bhej denge|bhejunga|denge|dunga|milega|mil jayega|ho jayega|aa jayega|pahunch jayega|ke andar|vaada`,
  'करेंगे|करूंगा|करूँगा|करूंगी|करूँगी|भेजेंगे|भेज देंगे|देंगे|दूंगा|दूँगा|मिलेगा|मिल जाएगा|हो जाएगा|आ जाएगा|पहुंच जाएगा|पहुँच जाएगा|के अंदर|वादा|سوف|سنرسل|سنعيد|سنتواصل|سنقوم|سارسل|سنتصل|ساتصل|سنرد|ساقوم|ستصل|ستستلم|سيصل|سيتم|خلال (?:[^ ]+ )?(?:يوم|ايام|ساع|دقائق|اسبوع)|اعدك|نعدك|نضمن',
)
/** Polite words that commit to nothing a customer could ask for later. */
const COURTESY = words(
  String.raw`(?:i|we)(?:'ll| will) (?:be (?:happy|glad|here)|do my best|do our best|check|look into|take a look|connect|transfer|pass)|happy to help|connecting you
  voy a (?:revisar|ver|comprobar|consultar|pasar|comunicar)|vou (?:verificar|ver|checar|consultar|passar|transferir)
  (?:ich|wir) (?:verbinde\w*|schaue?n?|prufe?n?)|je vais (?:verifier|regarder|voir)
  check karta|dekhta hu\w*|dekhti hu\w*|dekh raha`,
  'देखता हूँ|देखता हूं|जांच करता|ساتحقق|ساتاكد|ساحولك|ساوصلك',
)
const CONDITION = words('if|unless|si|se|falls|wenn|agar|sofern', 'अगर|यदि|اذا')
const DATED =
  /\d|tomorrow|today|tonight|manana|amanha|hoje|morgen|heute|demain|aujourd'hui|kal\b|कल|आज|غدا|اليوم|(?:two|three|dos|tres|dois|zwei|drei|deux|trois|دو|दो|तीन|يومين) ?(?:days|hours|dias|horas|tage|stunden|jours|heures|din|दिन|घंटे)?/

export const WHO: Readonly<Record<CaseMessage['author'], string>> = {
  customer: 'Customer',
  agent: 'AI',
  teammate: 'Teammate',
  system: 'Automatic',
}

/** Whether a sentence commits its writer to something. */
export function isPromise(sentence: string): boolean {
  const said = plain(sentence)
  return PROMISE.test(said) && !COURTESY.test(said) && !/[?؟]/.test(sentence)
}

const MOST_QUOTED = 14
const LESS_CERTAIN: ReadonlySet<string> = new Set(['unknown', 'unconfirmed'])

/** What the business has said that it will do, people's word before an agent's, what is firm and dated first. */
export function promisesIn(messages: readonly CaseMessage[]): BriefingLine[] {
  const found = messages.flatMap((message, place) => {
    if (!isSpoken(message) || !isHeard(message)) return []
    return sentencesOf(message.text)
      .filter(isPromise)
      .map((sentence) => ({ message, sentence, place, weight: weigh(message, sentence) }))
  })
  const best = found.sort((one, other) => other.weight - one.weight || other.place - one.place)
  const kept = best.filter(({ message }, index) => best.findIndex((other) => other.message === message) === index)
  return kept.slice(0, 2).map(({ message, sentence }) => {
    const doubt = message.delivery && LESS_CERTAIN.has(message.delivery) ? ' (may not have arrived)' : ''
    const at = plain(sentence).search(PROMISE.whole)
    const said = quote(clipAround(sentence, at, MOST_QUOTED), MOST_QUOTED)
    return { text: `${WHO[message.author]}: ${said}${doubt}`, evidence: [message.id] }
  })
}

function weigh({ author }: CaseMessage, sentence: string): number {
  const said = plain(sentence)
  return (author === 'teammate' ? 4 : 0) + (CONDITION.test(said) ? 0 : 2) + (DATED.test(said) ? 1 : 0)
}
