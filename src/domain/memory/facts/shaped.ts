import { foldedWords } from './fold.ts'
import { emailIn, isStreet, keptValue, PHONE } from './values.ts'

const LEADING =
  /^(?:(?:my|our|the|an?|by|with|via|per|mit|die|das|den|der|eine[nr]?|meine?|unsere?|el|la|los|las|mi|una?|con|por|en|o|a|meu|minha|um|uma|com|no|na|pelo|pela|le|ma|mon|une?|par|avec|au|mera|meri|only|just|nur|solo|so|bitte|ab|now|to)\s+|l'|d')+(?=\S)/
const PAYS =
  /^(?:(?:(?:bank|wire|credit|debit|direct|visa|master|company|corporate|gift|monthly|business|prepaid|instant|virement|transferencia|tarjeta|cartao|carte)\s+)*(?:transfers?|debit|cards?|giro)|(?:visa|master ?card|amex|american express|maestro|girocard|ec-?karte)(?: cards?)?|pay ?pal|(?:apple|google|samsung|amazon|android) ?pay|(?:in )?cash(?: on delivery)?|cod|cheques?|checks?|invoices?|klarna|stripe|venmo|zelle|wise|revolut|bizum|ideal|twint|upi|paytm|phone ?pe|gpay|g ?pay|net ?banking|pix|boleto(?: bancario)?|sepa(?:-?lastschrift)?|crypto|bitcoin|mada|stc ?pay|instalments?|installments?|transferencia(?: bancaria)?|tarjeta(?: de (?:credito|debito))?|efectivo|domiciliacion(?: bancaria)?|factura|recibo|contra ?reembolso|cheque|cartao(?: de (?:credito|debito))?|dinheiro|debito(?: (?:direto|automatico))?|fatura|uberweisung|bankuberweisung|lastschrift|bankeinzug|kreditkarte|karte|rechnung|vorkasse|bar|nachnahme|virement(?: bancaire)?|carte(?: (?:bancaire|bleue|de credit))?|prelevement(?: (?:automatique|bancaire))?|especes|facture|nakad|nagad|card|bank transfer|यूपीआई|(?:बैंक )?ट्रांसफर|(?:क्रेडिट |डेबिट )?कार्ड|नकद|कैश|नेट बैंकिंग|(?:ال)?تحويل(?: (?:ال)?بنكي)?|(?:ال)?بطاقه(?: (?:ال)?ائتمان(?:يه)?)?|نقدا|كاش|(?:ال)?فاتوره|باي بال|مدي|ابل باي)(?![a-z\u0600-\u06ff\u0900-\u097f])/
const SIZES =
  /^(?:size |grosse |talla |taille |tamanho |numero |pointure |du |the |an? |una? |eine[n]? |la |le |die )*((?:eu |us |uk )?(?:\d{0,1}x{0,4}[sml]|x?p|g{1,2}|\d{1,3}(?:[.,]5)?(?:\/\d+)?|(?:extra |x-)?(?:small|large)|medium|klein|mittel|gross|chic[oa]|pequen[oa]|median[oa]|medi[oa]|grande|petite?|moyen(?:ne)?|grande?|मीडियम|स्मॉल|लार्ज|وسط|صغير|كبير))(?: size| grosse)?\.?$/
const PART =
  'mornings?|evenings?|afternoons?|noon|midday|nights?|weekends?|weekdays?|work|lunch|manana|tardes?|noches?|mediodia|manha|noites?|meio-dia|morgens|vormittags?|nachmittags?|mittags?|abends?|abend|wochenende|matin|soir|apres-midi|midi|subah|shaam|sham|dopahar|raat|सुबह|शाम|दोपहर|रात|صباحا?|مساء|الصباح|المساء|الظهر|الليل'
const WHEN = new RegExp(
  `^(?:only |not |best |nicht |nur |erst |immer |bitte |solo |so |seulement )*(?:(?:any ?time )?(?:after|before|from|between|around|until|by|at|in the|on|despues|antes|a partir|entre|por la|de|hasta|sobre|depois|pela|a|as|apos|ate|nach|vor|ab|zwischen|um|gegen|bis|am|apres|avant|entre|vers|le|a partir|jusqu|subah|shaam|sham|dopahar|raat|सुबह|शाम|दोपहर|रात|بعد|قبل|بين|من|في|حتي)(?![a-z])|\\d{1,2} baje|${PART}|\\d{1,2}(?::\\d\\d)? ?(?:am|pm|h|uhr))`,
)
const HOUR = new RegExp(
  `(?<![a-z0-9])(?:${PART})(?![a-z])|\\d{1,2}(?:[:.h]\\d\\d)? ?(?:am|pm|a\\.m|p\\.m|h|hrs|uhr|heures?|horas?|o'?clock|baje|बजे)(?![a-z])|\\d{1,2}:\\d\\d|(?:after|before|until|despues de las|antes de las|depois das|antes das|apres|avant|nach|vor|ab|الساعه) \\d{1,2}(?![\\d./-])`,
)
const ONCE =
  /(?<![a-z])(?:today|tonight|tomorrow|yesterday|hoy|ayer|hoje|amanha|ontem|heute|morgen fruh|gestern|aujourd'hui|demain|hier|kal|aaj|कल|आज|غدا|اليوم|امس|this|next|\d{1,2}[./]\d{1,2})(?![a-z])/

const TRAILING = /,?\s(?:only|seulement|solo|solamente|nur|apenas|pls|svp|stp|if possible|instead)$/i
const MOST_WORDS = 9
const BEGINS = /^(?:\d|\p{Lu}|[\p{Script=Arabic}\p{Script=Devanagari}]|(?:calle|rua|rue|avenida|avenue|via)\s)/u

/** How people pay, by its name; another word only where it is a name. */
export function paymentIn(written: string, known = true): string | undefined {
  const lead = leadOf(written)
  const bare = written.slice(lead)
  const found = PAYS.exec(foldedWords(bare))
  if (found && foldedWords(bare).length === bare.length) return bare.slice(0, found[0].length).trim()
  if (found) return bare.split(/\s+/).slice(0, found[0].trim().split(/\s+/).length).join(' ')
  const words = bare.split(/\s+/)
  return !known && words.length <= 3 && /^\p{Lu}/u.test(bare) && !/\d/.test(bare) ? bare : undefined
}

const leadOf = (written: string) => LEADING.exec(foldedWords(written))?.[0].length ?? 0

/** `XL`, `medium`, and a number where the word size stands beside it. */
export function sizeIn(written: string, isNamed: boolean): string | undefined {
  const found = SIZES.exec(foldedWords(written.trim()))?.[1]
  if (found === undefined) return undefined
  const value = written.replace(/\.$/, '').trim()
  const at = foldedWords(value).lastIndexOf(found)
  const size = value.slice(at, at + found.length)
  if (!isNamed && (/^[\d.,/]+$/.test(size) || (size.length < 2 && size !== size.toUpperCase()))) return undefined
  return size
}

/** An hour or a part of the day that holds for more than one day. */
export function timeIn(written: string): string | undefined {
  const bare = written.replace(TRAILING, '')
  const folded = foldedWords(bare)
  if (!WHEN.test(folded) || !HOUR.test(folded) || ONCE.test(folded)) return undefined
  return bare.split(/\s+/).length <= MOST_WORDS ? bare : undefined
}

/** What is said of one order, or of one day, holds for no other. */
export const isOnce = (sentence: string): boolean => ONE_TIME.test(sentence)

const ONE_TIME =
  /(?<![a-z\u0600-\u06ff\u0900-\u097f])(?<!(?:from|desde|de|ab|des|since|aaj se) )(?:today|tonight|this time|this once|just once|only once|for (?:this|my last|the last) (?:order|purchase|delivery)|hoy|esta vez|hoje|desta vez|dessa vez|heute|diesmal|dieses mal|einmalig|aujourd'hui|cette fois|is baar|इस बार|هذه المره)(?! (?:on|onwards|en adelante|em diante|se))(?![a-z\u0600-\u06ff\u0900-\u097f])/
const THIS_TIME =
  /(?<![a-z\u0600-\u06ff\u0900-\u097f])(?:this time|this once|just once|only once|for (?:this|my last|the last) (?:order|purchase|delivery)|esta vez|[dn]?[ed]ssa vez|desta vez|diesmal|dieses mal|einmalig|cette fois|is baar|इस बार|هذه المره)(?![a-z\u0600-\u06ff\u0900-\u097f])/

/** A day is one on which people move as well. */
export const isThisTime = (sentence: string): boolean => THIS_TIME.test(sentence)

/** What the value of a change is, from its form: nothing else says it in "use X from now on". */
export function shapedAs(written: string): { readonly predicate: string; readonly value: string } | undefined {
  const email = emailIn(written)
  if (email !== undefined) return { predicate: 'email', value: email }
  const address = keptValue('address', written)?.replace(/^(?:to|at|the|the one at) /i, '')
  if (address !== undefined && isStreet(address) && BEGINS.test(address) && address.split(' ').length <= MOST_WORDS)
    return { predicate: 'home_address', value: address }
  const payment = paymentIn(written)
  if (payment !== undefined) return { predicate: 'preferred_payment', value: payment }
  const phone = PHONE.exec(written)
  if (phone && LEADS_TO_NUMBER.test(foldedWords(written.slice(0, phone.index))))
    return { predicate: 'phone', value: phone[0].trim() }
  const size = sizeIn(written, SIZED.test(foldedWords(written)))
  if (size !== undefined) return { predicate: 'size', value: size }
  const time = timeIn(written)
  return time === undefined ? undefined : { predicate: 'delivery_time', value: time }
}

const LEADS_TO_NUMBER =
  /^(?:(?:my|the|this|that|new|other|second|number|phone|mobile|cell|no|nr|el|la|mi|nuevo|numero|telefono|o|meu|novo|telefone|die|meine?|neue|nummer|le|mon|nouveau|mera|naya|رقم|رقمي|नंबर|नया)[ :.=-]*)*$/
const SIZED = /^(?:an? |the |die |la |le )*(?:size|grosse|talla|taille|tamanho|pointure) /
