import { MONTH } from './months.ts'

/** Questions for a time, in the languages that customers write. */
const ASKS_WHEN = new RegExp(
  `^[\\s¿"']*(?:and |so |y |e |und |et )?(?:(?:in|on|at|by|since|until|for|about|around|en|em|no|na|am|im|an|seit|bis|desde|ate|hasta|depuis) )?(?:${[
    'when',
    '(?:what|which) (?:date|day|month|year|time of year)',
    'how long',
    'cuando',
    '(?:que|cual) (?:dia|fecha|mes|ano)',
    'cuanto tiempo',
    'quando',
    '(?:que|qual) (?:dia|data|mes|ano)',
    'quanto tempo',
    'wann',
    'welche[mnrs]? (?:datum|tag|monat|jahr)',
    'wie lange',
    'quand',
    'quel(?:le)? (?:date|jour|mois|annee)',
    'combien de temps',
    'kab',
    'कब',
    'किस (?:दिन|तारीख|महीने|साल)',
    'कितने (?:दिन|समय|महीने|साल)',
    'متي',
    'منذ متي',
    '(?:اي|ما) (?:يوم|تاريخ|شهر|سنة)',
    'كم من الوقت',
  ].join('|')})(?![\\p{L}])`,
  'u',
)

const DAYS =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta|sexta|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعة|السبت|الاحد'
const SPANS = 'day|night|morning|evening|week|weekend|month|year|summer|winter|spring|fall|autumn'
const TELLS_TIME = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    'yesterday|today|tonight|tomorrow|ago|the other day',
    `(?:last|next|this|past|coming|few|couple(?: of)?|\\d+|two|three|four|five|six) (?:${SPANS})s?`,
    `(?:in|on|since|until|last|next) (?:early |late |mid )?(?:${MONTH}|${DAYS})`,
    `(?:${DAYS})`,
    `\\d{1,2}(?:st|nd|rd|th)?\\.?(?: of| de)? (?:${MONTH})|(?:${MONTH}) \\d{1,2}`,
    '(?:19|20)\\d\\d',
    'ayer|hoy|manana|anoche|hace (?:un|una|dos|tres|unos|unas|\\d+)|(?:la semana|el mes|el ano) (?:pasad[ao]|que viene|proxim[ao])|(?:proxim[ao]|pasad[ao]) (?:semana|mes|ano)',
    'ontem|hoje|amanha|ha (?:um|uma|dois|duas|tres|\\d+)|(?:semana|mes|ano) (?:passad[ao]|que vem)|(?:proxim[ao]|ultim[ao]) (?:semana|mes|ano)|atras',
    'gestern|heute|vorgestern|ubermorgen|vor (?:einem|einer|zwei|drei|\\d+)|(?:letzte|nachste|vorige|kommende)[nrsm]? (?:woche|monat|jahr|wochenende)',
    "aujourd'hui|demain|il y a|(?:semaine|mois|annee) (?:derniere|dernier|prochaine|prochain)",
    `(?:en|em|im|seit|desde|depuis|de) (?:${MONTH})`,
    'kal|parso|aaj|कल|आज|परसों|पिछले|पिछली|अगले|अगली|पहले',
    'امس|اليوم|غدا|البارحة|منذ|قبل|(?:الاسبوع|الشهر|السنة|العام) (?:الماضي|الماضية|القادم|القادمة)',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
)

/** Whether a folded question asks for a time. */
export const asksWhen = (question: string) => ASKS_WHEN.test(question)
/** Whether a folded text says one. */
export const tellsTime = (text: string) => TELLS_TIME.test(text)

const QUESTION = /[?？؟]/
/** Begins where a run of them begins, so that thousands in a row are walked through once. */
const SENTENCE_END = /(?<![.!?？؟。！।])[.!?？؟。！।]+(?:\s|$)/gu

/** How much of a question a text is: all of it, one among much else, or none. */
export function askedBy(text: string): 0 | 0.5 | 1 {
  if (!QUESTION.test(text)) return 0
  const trimmed = text.trim()
  const sentences = (trimmed.match(SENTENCE_END)?.length ?? 0) + (/[.!?？؟。！।]$/u.test(trimmed) ? 0 : 1)
  return sentences <= 2 || QUESTION.test(trimmed.at(-1)!) ? 1 : 0.5
}
