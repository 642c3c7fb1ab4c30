import { isPromise } from '../../briefing/promises.ts'
import { done, promised } from '../promise-kept.ts'
import { dueIn } from './dates.ts'
import type { Heard, Said } from './rules.ts'
import { type Sentence, sentencesIn } from './sentence.ts'

/** What can be promised, and done. The first that fits. */
const ACTIONS: readonly (readonly [action: string, words: RegExp])[] = [
  [
    'refund',
    /refund|reimburs|money back|credit(?:ed|ing)? (?:you|your)|reembols|devolv\p{L}+ (?:el|su|o|seu) (?:dinero|dinheiro)|estorn|erstatt|ruckzahl|gutschr|rembours|paisa wapas|paise wapas|रिफंड|पैसे वापस|استرداد|سنعيد (?:لك )?(?:المبلغ|المال|اموالك)|اعاده المبلغ|استرجاع/u,
  ],
  [
    'reissue',
    /reissu|replac|re-?send|reenvi|reemplaz|repon|substitu|ersatz|ersetz|erneut (?:senden|schicken|zu)|remplac|renvo|renverr|dobara|badal|दोबारा|बदल|استبدال|بديل|سنستبدل|سنعيد (?:ارسال|شحن)/u,
  ],
  [
    'call',
    /(?<!\p{L})(?:call|ring|phone)(?!ed\b)|llam(?:ar|are|aremos|ada|o|amos)|ligar|ligaremos|ligo|anruf|rufe?n? (?:wir |ich )?(?:sie|dich|ihnen)|zuruck ?rufen|appel|rappel|phone kar|call kar|कॉल|फोन|سنتصل|ساتصل|اتصال/u,
  ],
  [
    'send',
    /(?<!\p{L})(?:send|ship|mail|post|deliver|dispatch|sent)|envi(?:ar|are|aremos|o|amos)|mandar|entreg|schick|send(?:en|e)|liefer|zustell|envo|enverr|livr|expedi|bhej|भेज|डिलीवर|سنرسل|سارسل|شحن|توصيل|ارسال/u,
  ],
  ['cancel', /cancel|storn|annul|रद्द|الغاء|سنلغي/u],
  [
    'inform',
    /get back|let you know|update you|keep you posted|write (?:to )?you|contact you|avis(?:ar|are|aremos)|inform|contact(?:ar|are|aremos)|retorn(?:ar|o|aremos)|melde|kontakt|tien(?:drai|drons) au courant|batay|सूचित|बताएंगे|संपर्क|سنخبرك|سنتواصل|ساتواصل|ساخبرك|سنعلمك/u,
  ],
]
const DONE =
  /(?<!\p{L})(?:(?:i|we)(?:'ve| have) (?:now |just |already )*(?:refunded|reissued|issued|sent|resent|shipped|dispatched|paid|replaced|cancel+ed|called|credited|delivered|returned|processed)|(?:has|have) (?:now |just |already )?been (?:\p{L}+ed|sent|paid)|was (?:refunded|sent|shipped|credited|replaced) (?:today|yesterday)|ya (?:le |lo |la |te |se )*(?:hemos|he|envi|reembols|llam|fue|ha sido)\p{L}*|(?:hemos|he) (?:enviado|reembolsado|reenviado|llamado|devuelto|cancelado)|(?:ja )(?:enviamos|reembolsamos|ligamos|foi|fizemos)|foi (?:enviad|reembolsad|estornad)\p{L}*|(?:haben|habe) (?:\p{L}+ ){0,6}(?:erstattet|geschickt|gesendet|verschickt|versendet|angerufen|storniert|ersetzt)|wurde (?:\p{L}+ ){0,5}(?:erstattet|verschickt|versendet|storniert|ersetzt)|(?:avons|ai) (?:\p{L}+ )?(?:rembourse|envoye|expedie|renvoye|appele|annule|remplace)|a ete (?:rembourse|envoye|expedie|annule|remplace)\p{L}*|kar diya|bhej diya|कर दिया|भेज दिया|(?:قمنا|لقد|تم) (?:ب)?(?:استرداد|ارسال|شحن|الغاء|اعاده|استبدال|ارسلنا|اعدنا))/u
const BEFORE_HOLDS =
  /(?<!\p{L})(?:if|unless|once you|as soon as you|when you|si|se(?! l[oae]s? )|falls|wenn|sobald sie|quand vous|lorsque vous|cuando (?:usted|nos|me)|quando voce|agar|jab aap|अगर|जब आप|اذا|عندما)(?!\p{L})/u
/** What customers may do, and what they may choose from. */
const OFFERS =
  /^\W*(?:you (?:can|may|could)|customers (?:can|may)|puede[ns]? |sie konnen|vous pouvez|voce pode|aap .{0,40}sakte)|(?<!\p{L})(?:(?:i|we) (?:can|could) (?:offer|give|also)|puedo ofrecer|podemos ofrecer|posso oferecer|kann ich ihnen anbieten|peux vous proposer)/u
const NOT_DONE =
  /(?<!\p{L})(?:not|never|cannot|can't|won't|unable|no (?:podemos|puedo|sera)|nao (?:podemos|posso|sera)|nicht|kein\p{L}*|ne \p{L}+ pas|ne (?:peux|pouvons)|nahi|नहीं|لا|لن|لم)(?!\p{L})/u
/** "We will be there for you": isPromise knows promises with a verb of their own, these say them by what is under way. */
const UNDER_WAY =
  /(?<!\p{L})(?:it(?:'ll| will) (?:ship|arrive|be)|(?:is|are) being (?:reissued|refunded|sent|shipped|replaced|processed|credited)|on vous (?:rappelle|envoie|rembourse|contacte|tient)|melden? (?:mich|uns)|(?:te|le|lo|se lo|se la|os) (?:llamamos|enviamos|mandamos|reembolsamos|avisamos|reponemos)|(?:i(?:'m| am)|we(?:'re| are)|)\s?(?:now |currently |already )?(?:reissuing|refunding|sending|shipping|replacing|resending|processing your refund|crediting|cancelling)|(?:your|the) (?:refund|replacement|order|package|parcel|money|new \p{L}+|item)s? will (?:be|arrive|go|reach|ship|get)|you(?:'ll| will) (?:get|receive|have|hear)|(?:te|le|lo|se lo|os) (?:llamo|envio|mando|aviso|escribo|reembolso)|(?:te|lhe|vou|vamos) (?:ligo|envio|mando|aviso)|s(?:era|eran) (?:reembolsad|enviad)\p{L}*|sera (?:reembolsad|enviad|rembours|envoy|livr)\p{L}*|wird (?:\p{L}+ ){0,6}(?:erstattet|geschickt|geliefert|versendet|zugestellt)|(?:ich|wir) (?:melde|melden|rufe|rufen|schicke|schicken|sende|senden|erstatte|erstatten))(?!\p{L})/u

/** What an agent or a teammate commits the business to, and what they say is done. */
export function promisesFrom(message: Said, language: string): Heard[] {
  return sentencesIn(message.text).flatMap((sentence) => heardIn(sentence, message, language))
}

function heardIn(sentence: Sentence, { speaker, at }: Said, language: string): Heard[] {
  const { text } = sentence
  // What customers are told of their memory is said anew, not promised.
  if (text.trimStart().startsWith('•')) return []
  if (sentence.asks || BEFORE_HOLDS.test(text) || NOT_DONE.test(text) || OFFERS.test(text)) return []
  const quote = sentence.written(0, text.length)
  const action = ACTIONS.find(([, words]) => words.test(text))?.[0]
  const about = { subject: speaker, value: quote.words, quote, language, confidence: 0.8 }
  if (DONE.test(text)) {
    if (action === undefined) return []
    return [{ ...about, kind: 'event', predicate: done(action) }]
  }
  if (!isPromise(quote.words) && !UNDER_WAY.test(text)) return []
  return [{ ...about, kind: 'commitment', predicate: promised(action ?? 'do'), dueAt: dueIn(quote.words, at) }]
}
