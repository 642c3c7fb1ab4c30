import { countWords, plain, sentencesOf, words } from './readable.ts'

/** A person of the business, by all the names that customers have for one. */
const PERSON = words(
  `humans?|person|people|someone|somebody|agents?|representative|rep|operator|manager|supervisor|teammate|real one
  persona|humano|agente|asesora?|alguien|encargad[oa]|ejecutiv[oa]
  pessoa|atendente|alguem|gerente|responsavel
  mensch(?:en)?|mitarbeiter(?:in)?|jemand(?:em|en)?|chef|echte[nr]?
  personne|humain|conseillere?|quelqu'un|responsable
  insaan|insan|vyakti|kisi se|kisi ko|aadmi`,
  `इंसान|व्यक्ति|किसी से|एजेंट
  شخص|موظف|انسان|بشري|مسؤول|احد`,
)
const REACH = words(
  String.raw`talk|speak|chat|connect|transfer|pass me|get me|give me|put me|want|need|real|call me|where is
  hablar|comunica\w*|pasa(?:r|me)|quiero|necesito|atienda
  falar|quero|preciso|passa|chama
  sprechen|reden|verbinden|will|mochte|brauche
  parler|veux|voudrais|joindre|besoin
  baat|bat|chahiye|karni|milao`,
  `बात|चाहिए|जोड़
  اتكلم|اتحدث|التحدث|التكلم|اكلم|كلم|اريد|ابغي|ابي|حول|محادثه`,
)
const LONGEST_ASK = 14

/** The sentence says that its writer wants a person, and hardly anything else. */
export function asksPerson(sentence: string): boolean {
  const text = plain(sentence)
  if (/^\s*\/(human|agent|help)\b/.test(text)) return true
  const length = countWords(text)
  return PERSON.test(text) && length <= LONGEST_ASK && (length <= 3 || REACH.test(text)) && !/\d/.test(text)
}

const SMALL = words(
  `hi+|hello+|hey+|good (?:morning|afternoon|evening|day)|thanks|thank you|thx|ok(?:ay)?|yes|yeah|no|please|pls|sorry|anybody|anyone|there|are you|still|here|so|much|very|bye|sir|madam|team|dear|all
  hola|buen[oa]s|dias|tardes|noches|gracias|si|por favor|vale|hay alguien|ahi|muchas
  oi|ola|bom|boa|dia|tarde|noite|obrigad[oa]|sim|nao|por|favor|tem alguem ai
  hallo|guten|tag|morgen|abend|danke|ja|nein|bitte|ist da|noch
  bonjour|bonsoir|salut|merci|oui|non|svp|il y a|la
  namaste|namaskar|ji|haan|nahi|shukriya|dhanyavad|bhai|kya|koi|hai`,
)
const HINDI_OR_ARABIC_SMALL = words(
  '',
  `^(?:नमस्ते|नमस्कार|धन्यवाद|शुक्रिया|हाँ|हां|जी|ठीक है|مرحبا|اهلا|السلام عليكم|وعليكم السلام|شكرا|نعم|لا|تمام|لو سمحت|من فضلك)[\\s!.،,]*$`,
)

/** Greetings, thanks and "are you there?": polite, and nothing to act on. */
export function isSmall(sentence: string): boolean {
  const text = plain(sentence).trim()
  if (!/[\p{L}\p{N}]/u.test(text)) return true
  if (/\d/.test(text)) return false
  if (HINDI_OR_ARABIC_SMALL.test(text)) return true
  if (countWords(text) > 6) return false
  const parts = text.split(/[^\p{L}\p{M}']+/u).filter(Boolean)
  return parts.every((part) => SMALL.test(part) || SMALL_PAIRS.has(part))
}
const SMALL_PAIRS = new Set([
  'you',
  'thank',
  'good',
  'morning',
  'hay',
  'alguien',
  'tem',
  'alguem',
  'ai',
  'da',
  'jemand',
  'il',
  'y',
  'a',
  "quelqu'un",
  'are',
  'por',
  'favor',
  'evening',
  'afternoon',
  'day',
])

const THANKS = words(
  `thanks|thank you|thx|perfect|great|gracias|perfecto|obrigad[oa]|valeu|perfeito|danke|perfekt|merci|parfait|shukriya|dhanyavad`,
  'धन्यवाद|शुक्रिया|شكرا|مشكور',
)
export const isThanks = (text: string) => THANKS.test(plain(text)) && substanceOf(text).length === 0

const SETTLED = words(
  `never ?mind|found it|it (?:has |just )?(?:arrived|came|works now)|works now|solved|sorted|no longer need(?:ed)?|all good now|got it now
  ya (?:llego|lo encontre|esta|funciona|no hace falta)|olvid(?:alo|elo|e)|solucionado|resuelto
  deixa (?:pra la|para la)|ja (?:chegou|achei|resolvi|funciona)|resolvido
  hat sich erledigt|schon erledigt|gefunden|ist (?:jetzt )?angekommen|geht jetzt
  c'est bon maintenant|laissez tomber|je l'ai (?:trouve|recu)|ca marche maintenant|resolu
  mil gaya|mil gayi|aa gaya|ho gaya|rehne do`,
  'मिल गया|मिल गई|आ गया|हो गया|रहने दो|وصل الان|وصلني الان|لقيته|وجدته|خلاص|انحلت|تم الحل',
)
/** The customer says that it is over: a teammate may only have to close it. */
export function isSettled(text: string): boolean {
  const said = plain(text)
  return SETTLED.test(said) && !/[?؟]/.test(text) && !rejects(said.replace(SETTLED.whole, ' '))
}

const NEGATED = words(
  String.raw`not|never|no|nobody|\w+n't|cannot|cant|didnt|doesnt|isnt|wasnt|hasnt|still
  nunca|tampoco|nada|sigue|todavia
  nao|nem|ainda
  nicht|nie|kein\w*|immer noch
  pas|jamais|rien|toujours
  nahi|nahin|nhi|mat|abhi tak`,
  'नहीं|मत|अभी तक|لم|ليس|مش|مو|لسه|ما (?:وصل|استلم|نفع|زال|حصل)|غير صحيح',
)
const CONTRARY = words(
  `wrong|false|already (?:tried|did|told)|again|useless|that's not|incorrect|doesn't help|lie|lying
  mentira|equivocad[oa]|incorrecto|ya (?:lo )?(?:probe|intente|hice)|no sirve|falso
  errad[oa]|ja tentei|nao adianta|nao funciona
  falsch|stimmt|schon (?:versucht|probiert)|hilft
  faux|deja (?:essaye|fait)|inutile
  galat|jhooth|pehle (?:hi )?(?:kiya|try)`,
  'गलत|झूठ|خطا|كذب|جربت|غلط',
)
/** Says no to what was answered. */
export const rejects = (text: string) => NEGATED.test(plain(text)) || CONTRARY.test(plain(text))

const QUESTION_WORD = words(
  `^(?:where|when|what|why|how|who|which|can|could|would|will|is|are|do|does|did)
  ^(?:donde|cuando|cuanto|cuanta|cuanta?s|como|por que|que|quien|cual|puedo|pueden|puede)
  ^(?:onde|cade|quando|quanto|quanta|como|qual|quem|posso|podem|voces podem)
  ^(?:wo|wann|was|warum|wieso|wie|wer|welche[rs]?|kann|konnen|konnt)
  ^(?:ou|quand|combien|comment|pourquoi|qui|quel(?:le)?s?|est-ce|puis-je|pouvez)
  kya|kab|kaha|kahan|kaise|kitn[aei]|kyu|kyun|kyon`,
  'क्या|कब|कहाँ|कहां|कैसे|कितन|क्यों|^(?:اين|وين|متي|كيف|هل|كم|لماذا|ليش|ممكن)',
)
export function isQuestion(sentence: string): boolean {
  return /[?؟]/.test(sentence) || QUESTION_WORD.test(plain(sentence).replace(/^[^\p{L}]+/u, ''))
}

const WISH = words(
  `want|need|would like|i'd like|please|can you|could you|refund|cancel|change|send me|looking for
  quiero|necesito|quisiera|me gustaria|por favor|puede[ns]?|reembolso|cancelar|cambiar
  quero|preciso|gostaria|podem?|reembolso|trocar
  mochte|will|brauche|bitte|konnen sie|hatte gern
  veux|voudrais|besoin|pouvez|s'il vous plait|svp|annuler|changer
  chahiye|chahta|chahti|karna|kar do|kijiye|de do|bhej do|wapas`,
  'चाहिए|चाहता|चाहती|कीजिए|कर दो|वापस|اريد|ابغي|ابي|احتاج|ارجو|ممكن|لو سمحت',
)
export const isWish = (sentence: string) => WISH.test(plain(sentence))

const UNSURE = words(
  String.raw`not sure|don't know|do not know|cannot|can't|could not|couldn't|unable|did not work|didn't work|went wrong|don't understand
  no (?:puedo|se|estoy segur[oa]|pude|entiendo|encuentro)
  nao (?:consigo|sei|posso|entendi|encontr\w+)
  weiss (?:ich )?nicht|nicht (?:sicher|moglich|gefunden)|leider nicht|kann (?:ich )?\w* ?nicht
  ne (?:peux|sais|trouve) pas|pas sur
  nahi (?:pata|kar sakta|samajh|mila)`,
  'नहीं पता|नहीं कर|समझ नहीं|لا استطيع|لا اعرف|غير متاكد|لم افهم|لا يمكنني',
)
/** An answer that is none. */
export const isUnsure = (text: string) => UNSURE.test(plain(text))

const SECOND = words(
  `second time|2nd time|2nd|segunda (?:vez|ocasion)|2a vez|zweite[ns]? mal|zum zweiten|deuxieme fois|2e fois|dusri baar|doosri baar|do baar`,
  'दूसरी बार|दो बार|ثاني مره|المره الثانيه|للمره الثانيه',
)
const THIRD = words(
  `third time|3rd time|three times|tercera vez|terceira vez|dritte[ns]? mal|zum dritten|troisieme fois|teesri baar|tisri baar`,
  'तीसरी बार|ثالث مره|المره الثالثه|للمره الثالثه',
)
const AGAIN = words(
  `again|otra vez|de nuevo|nuevamente|de novo|outra vez|schon wieder|wieder|encore une fois|a nouveau|phir se|fir se`,
  'फिर से|फिर|مره اخري|مجددا|كمان مره',
)
/** How often the customer says that it happened. */
export function repetitionIn(text: string): '2nd time' | '3rd time' | 'again' | undefined {
  const said = plain(text)
  if (THIRD.test(said)) return '3rd time'
  if (SECOND.test(said)) return '2nd time'
  return AGAIN.test(said) ? 'again' : undefined
}

const REPLY = words(
  `^(?:yes|yeah|yep|ok(?:ay)?|sure|please|no|nope|si|claro|sim|nao|ja|nein|gern|oui|non|haan|han|nahi|theek)`,
  '^(?:जी|हाँ|हां|नहीं|ठीक|نعم|ايوه|لا|تمام|اكيد)',
)
/** A short answer to a question. */
export const isReply = (text: string) => REPLY.test(plain(text).trim()) && countWords(text) <= 5

const GREETING =
  /^(?:hi|hello|hey|hola|oi|ol[aá]|hallo|guten tag|bonjour|bonsoir|salut|namaste|नमस्ते|नमस्कार|مرحبا|مرحبًا|السلام عليكم)[\s,،!.:]+/iu

/** The sentences that say something to act on, without the greeting before them. */
export const substanceOf = (text: string) =>
  sentencesOf(text)
    .map((sentence) => sentence.replace(GREETING, ''))
    .filter((sentence) => !isSmall(sentence) && !asksPerson(sentence))
