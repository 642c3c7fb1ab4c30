import { fold } from './fold.ts'

/** January first; several spellings of one month are divided by a stroke. */
const NAMES = [
  'january|jan|enero|janeiro|januar|janner|janvier|जनवरी|يناير|كانون الثاني',
  'february|feb|febrero|fevereiro|februar|fevrier|फरवरी|فبراير|شباط',
  'march|mar|marzo|março|märz|mars|maerz|मार्च|مارس|اذار',
  'april|apr|abril|avril|अप्रैल|ابريل|نيسان',
  'may|mayo|maio|mai|मई|مايو|ايار',
  'june|jun|junio|junho|juni|juin|जून|يونيو|حزيران',
  'july|jul|julio|julho|juli|juillet|जुलाई|يوليو|تموز',
  'august|aug|agosto|août|अगस्त|اغسطس|اب',
  'september|sept|sep|septiembre|setiembre|setembro|septembre|सितंबर|सितम्बर|سبتمبر|ايلول',
  'october|oct|octubre|outubro|oktober|octobre|अक्टूबर|अक्तूबर|اكتوبر|تشرين الاول',
  'november|nov|noviembre|novembro|novembre|नवंबर|नवम्बर|نوفمبر|تشرين الثاني',
  'december|dec|diciembre|dezembro|dezember|decembre|दिसंबर|दिसम्बर|ديسمبر|كانون الاول',
]

export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, at) => names.split('|').map((name) => [fold(name), at + 1] as const)),
)
/** Words that mean something else as well: months only beside a number, or after a word that places in time. */
export const DOUBTFUL: ReadonlySet<string> = new Set(['may', 'march', 'mar', 'mars', 'mai', 'jan', 'sep', 'dec', 'اب'])

/** The longest first, so that no name is cut short by another. */
export const MONTH = [...MONTHS.keys()].sort((one, other) => other.length - one.length).join('|')
/** What stands before a month in a sentence about time. */
export const IN_TIME =
  'in|of|since|during|last|next|until|till|early|late|mid|en|de|desde|em|desde|im|seit|ab|ende|anfang|mitte|depuis|في|شهر|منذ'
