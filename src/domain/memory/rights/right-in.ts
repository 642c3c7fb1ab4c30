import { ALONE_AFTER, foldedPattern, foldWithPlaces, quickPattern, SIGNS } from '../facts/fold.ts'
import { RIGHT_WORDS, type RightWords } from './asks.ts'

/** What a customer asks of their own memory. */
export type Right =
  | { readonly kind: 'know' }
  | { readonly kind: 'wrong' }
  /** `what` is what was last spoken of, all there is, or the customer's own words for it. */
  | { readonly kind: 'forget'; readonly what: 'that' | 'everything' | (string & {}) }

export interface RightContext {
  /** The customer has just been answered about their memory: "forget it" then speaks of that. */
  readonly afterMemory: boolean
}

/** Whoever says more than this speaks of something else as well: agents read it. */
const LONGEST = 240

type Patterns = { readonly [Name in keyof RightWords]: RegExp }
let made: readonly Patterns[] | undefined

/** Around it only what is polite. */
const BEFORE = String.raw`^[^${SIGNS}]*(?:(?:hi|hello|hey|hola|oi|ola|hallo|bonjour|bonsoir|namaste|नमस्ते|مرحبا|السلام عليكم|ok|okay|and|so|now|then|no|sorry|please|pls|plz|kindly|actually|by the way|btw|could you|can you|could you please|can you please|would you|i want you to|i'd like you to|you can|you should|por favor|porfa|y|pues|entonces|puedes|pueden|puede|bitte|und|also|guten tag|s'il (?:vous|te) plait|svp|et|alors|pouvez-vous|merci de|e|entao|pode|podem|कृपया|और|अच्छा|من فضلك|لو سمحت|و|رجاء|ارجوك|nein|nao|non|just|quiero saber|team|there|guys)[\s,.!;:]+)*`
const AFTER = String.raw`(?:[\s,.!;:]+(?:please|pls|plz|thanks|thank you|thx|now|right now|immediately|exactly|by the way|por favor|gracias|bitte|danke|jetzt|sofort|s'il (?:vous|te) plait|svp|merci|obrigad[oa]|agora|ahora|maintenant|कृपया|धन्यवाद|من فضلك|شكرا|لو سمحت|then|ok|okay|and my data|at all|already))*[^${SIGNS}]*$`

function patterns(): readonly Patterns[] {
  made ??= Object.values(RIGHT_WORDS).map((words) => ({
    know: whole(words.know),
    wrong: new RegExp(`${BEFORE}(?:${spaced(words.wrong)})${ALONE_AFTER}`),
    forgetThat: whole(words.forgetThat),
    forgetAll: whole(words.forgetAll),
    forget: whole(words.forget),
  }))
  return made
}

const spaced = (words: string) => {
  let value = 0
  return quickPattern(foldedPattern(words))
    .replaceAll(/(?<![\p{L}])V(?![\p{L}])/gu, () => `(?<v${++value}>[^.,;!?\\n]{2,60}?)`)
    .replaceAll(' ', String.raw`\s+`)
    .replaceAll(/\\s\+([?*])/g, String.raw`\s$1`)
}
const whole = (words: string) => new RegExp(`${BEFORE}(?:${spaced(words)})${AFTER}`)

/**
 * What the message asks of the customer's memory, and nothing else. Cautious: a matter of orders is none, and "forget it"
 * is a wave of the hand unless memory was just spoken of.
 */
export function rightIn(text: string, { afterMemory }: RightContext): Right | undefined {
  if (text.length > LONGEST) return undefined
  const folded = foldWithPlaces(text.trim())
  const said = folded.text.replaceAll(/\s+/g, ' ')
  for (const { know, wrong, forgetAll, forgetThat, forget } of patterns()) {
    if (know.test(said)) return { kind: 'know' }
    if (forgetAll.test(said)) return { kind: 'forget', what: 'everything' }
    if (afterMemory && forgetThat.test(said)) return { kind: 'forget', what: 'that' }
    const named = forget.exec(said)
    const what = named && wordsOf(named)
    if (what !== undefined && what !== null && isKept(what)) return { kind: 'forget', what }
    if (afterMemory && wrong.test(said)) return { kind: 'wrong' }
  }
  return undefined
}

const wordsOf = ({ groups = {} }: RegExpExecArray): string | undefined =>
  Object.values(groups)
    .find((value) => value !== undefined)
    ?.trim()

/** Orders, tickets and accounts are no memory: whoever wants them gone wants something done. */
const NOT_KEPT =
  /(?<![\p{L}\p{M}])(?:orders?|cart|basket|ticket|request|subscription|account|booking|reservation|appointment|message|invoice|pedido|carrito|cuenta|reserva|cita|suscripcion|factura|conta|assinatura|carrinho|bestellung|warenkorb|konto|abo|buchung|termin|rechnung|commande|panier|compte|abonnement|reservation|facture|order|ऑर्डर|अकाउंट|खाता|बुकिंग|طلبي|حسابي|حجزي|اشتراكي|last|previous|item|complaint|review|app|password|passwort|contrasena|senha)(?![\p{L}\p{M}])/u

const isKept = (what: string) => !NOT_KEPT.test(what) && what.split(' ').length <= 8
