import type { BriefingLine } from './briefing.ts'
import { type CaseMessage, isOurs } from './case.ts'
import { plain, quote, sentencesOf, words } from './readable.ts'
import { isThanks } from './signs.ts'

const MOODS = ['Calm', 'Worried', 'Annoyed', 'Angry'] as const

const ANGRY = words(
  String.raw`angry|furious|ridiculous|unacceptable|disgusting|outrageous|scam\w*|fraud|thie(?:f|ves)|stealing|stole|worst|useless|pathetic|idiots?|stupid|liars?|lying|wtf|bullshit|fuck\w*|shit|hell|fed up|sick of|lawyer|sue
  furios[oa]|indignante|inaceptable|vergüenza|verguenza|estafa\w*|ladrones|robo|pesimo|inutiles?|mentiros[oa]s?|mierda|hart[oa]|denunciar
  absurdo|inaceitavel|vergonha|golpe|ladroes|roubo|pessimo|palhacada|merda|raiva|processar|lixo
  wutend|unverschamt\w*|frechheit|unmoglich|betrug|betruger|abzocke|saftladen|scheiss\w*|verarscht?|lacherlich|anwalt
  furieux|furieuse|inadmissible|honteux|scandaleux|arnaque\w*|voleurs?|nul|inacceptable|merde
  bakwas|bakwaas|dhokha|chor|fraud|ghatiya|bekaar|bewakoof|pagal|gussa`,
  'बकवास|धोखा|चोर|घटिया|बेकार|गुस्सा|बेवकूफ|نصاب|نصب|حرامي|احتيال|سرقه|اسوا|مهزله|غاضب|زفت|وقاحه|عيب عليكم',
)
const ANNOYED = words(
  String.raw`annoy\w*|frustrat\w*|disappoint\w*|upset|unhappy|complain\w*|again\?*|second time|third time|how many times|still (?:not|no|nothing|waiting)|already told|keep asking|waste of|bad service|terrible|awful|not happy|for days|for weeks
  molest[oa]|frustrad[oa]|decepcionad[oa]|queja|otra vez|segunda vez|tercera vez|cuantas veces|sigo esperando|sigue sin|mal servicio|ya lo dije|terrible|llevo (?:dias|semanas)
  chatead[oa]|irritad[oa]|decepcionad[oa]|reclama\w*|de novo|segunda vez|quantas vezes|ainda nao|continua sem|ja falei|horrivel|ha dias
  genervt|verargert|enttauscht\w*|beschwer\w*|schon wieder|zweite mal|wie oft|immer noch|seit (?:tagen|wochen)|schlechter service|nervt
  agace\w*|decu\w*|plainte|encore une fois|deuxieme fois|combien de fois|toujours (?:pas|rien)|deja dit|depuis des (?:jours|semaines)
  pareshan|nirash|shikayat|dusri baar|doosri baar|kitni baar|abhi tak nahi|phir se|itne din`,
  'परेशान|निराश|शिकायत|दूसरी बार|कितनी बार|अभी तक नहीं|इतने दिन|منزعج|محبط|شكوي|ثاني مره|كم مره|لسه ما|حتي الان|زعلان|تعبت|من ايام|للمره',
)
const WORRIED = words(
  String.raw`worried|worry|concerned|afraid|scared|nervous|anxious|urgent\w*|emergency|asap|desperate|before (?:the )?(?:wedding|trip|flight)
  preocupad[oa]|miedo|urgente|urge|emergencia|nervios[oa]|desesperad[oa]
  preocupad[oa]|medo|urgencia|aflit[oa]
  sorge[n]?|besorgt|angst|dringend|eilig|notfall
  inquiet|inquiete|peur|angoisse|urgence
  chinta|dar|jaldi|turant|fikar`,
  'चिंता|डर|जल्दी|तुरंत|ज़रूरी|जरूरी|قلق|خايف|خائف|عاجل|ضروري|مستعجل|طارئ',
)
const FURIOUS_FACES = /[😡🤬👿😤]/u
const SAD_FACES = /[😠😒🙄😞😔☹😣]/u

function levelOf(text: string): number {
  const said = plain(text)
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  const shouts = capitals >= 12 && capitals > (text.match(/\p{L}/gu)?.length ?? 0) * 0.7
  if (ANGRY.test(said) || FURIOUS_FACES.test(text) || (shouts && /!/.test(text))) return 3
  if (ANNOYED.test(said) || SAD_FACES.test(text) || shouts || /[!?]{3,}/.test(text)) return 2
  return WORRIED.test(said) ? 1 : 0
}

/** A mood lasts some messages; thanks end it. */
const LASTS = 4

/** How the customer writes, with the words that show it. */
export function moodOf(matter: readonly CaseMessage[]): BriefingLine | undefined {
  const theirs = matter.filter((message) => !isOurs(message)).slice(-LASTS)
  const last = theirs.at(-1)
  if (!last) return undefined
  const felt = theirs.map((message) => ({ message, level: levelOf(message.text) }))
  const level = Math.max(...felt.map((one) => one.level))
  if (level > 0 && isThanks(last.text)) return { text: 'Calmer now, says thanks.', evidence: [last.id] }
  if (level === 0) return { text: 'Calm.', evidence: [last.id] }
  const { message } = felt.findLast((one) => one.level === level)!
  const shows = sentencesOf(message.text).find((sentence) => levelOf(sentence) === level) ?? message.text
  return { text: `${MOODS[level]}: ${quote(shows, 7)}`, evidence: [message.id] }
}
