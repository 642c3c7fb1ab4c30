import type { ConsentState } from './consent.ts'
import type { Content } from './content.ts'
import { foldedPattern, foldedWords } from './memory/facts/fold.ts'

/**
 * Whole messages that stop marketing, in twelve languages. Words that as often end something else (cancel, end, quit,
 * no) are not among them: agents ask customers about orders and bookings, and are answered in a word.
 */
const STOP: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...[
      'stop',
      'stop all',
      'stopall',
      'unsubscribe',
      'unsubscribe me',
      'opt out',
      'opt me out',
      'optout',
      'stop marketing',
    ],
    ...['stop promotions', 'stop promotion', 'stop promos', 'stop offers', 'stop ads', 'stop advertising', 'stop spam'],
    ...[
      'stop messages',
      'stop messaging me',
      'no more messages',
      'no more promotions',
      'no more offers',
      'no more ads',
    ],
    ...[
      'no marketing',
      'no more marketing',
      'no promotions',
      'no ads',
      'stop marketing messages',
      'stop promotional messages',
    ],
    ...['take me off your list', 'take me off the list', 'remove me from your list', 'remove me from the list'],
  ],
  es: [
    ...['parar', 'baja', 'dar de baja', 'darme de baja', 'dame de baja', 'denme de baja', 'quiero darme de baja'],
    ...['desuscribir', 'desuscribirme', 'desuscribirse', 'no más promociones', 'no más publicidad', 'no más mensajes'],
    ...['sin publicidad', 'no quiero publicidad', 'no quiero promociones', 'parar promociones', 'detener promociones'],
  ],
  pt: [
    ...[
      'parar',
      'pare',
      'sair',
      'descadastrar',
      'me descadastre',
      'quero me descadastrar',
      'cancelar inscrição',
      'sair da lista',
    ],
    ...[
      'sem promoções',
      'chega de promoções',
      'não quero promoções',
      'não quero mais promoções',
      'sem publicidade',
      'parar promoções',
    ],
  ],
  de: [
    ...[
      'stopp',
      'abmelden',
      'abbestellen',
      'austragen',
      'keine werbung',
      'keine werbung mehr',
      'bitte keine werbung mehr',
    ],
    ...['werbung abbestellen', 'newsletter abbestellen', 'werbung stoppen', 'keine angebote mehr'],
  ],
  fr: [
    ...[
      'arrêt',
      'arrêter',
      'désabonner',
      'me désabonner',
      'désabonnement',
      'désinscrire',
      'me désinscrire',
      'désinscription',
    ],
    ...[
      'plus de pub',
      'pas de pub',
      'plus de publicité',
      'pas de publicité',
      'stop pub',
      'stop publicité',
      'stop promo',
    ],
  ],
  hi: [
    ...[
      'स्टॉप',
      'रोकें',
      'रोको',
      'बंद करें',
      'बंद करो',
      'बंद कीजिए',
      'मैसेज बंद करें',
      'मैसेज बंद करो',
      'विज्ञापन बंद करें',
      'प्रचार बंद करें',
    ],
    ...['band karo', 'band karein', 'message band karo', 'ads band karo', 'offer band karo'],
  ],
  ar: [
    ...['توقف', 'إيقاف', 'أوقف', 'قف', 'ستوب', 'إلغاء الاشتراك', 'الغ الاشتراك', 'أوقفوا الرسائل', 'أوقف الرسائل'],
    ...['أوقف الإعلانات', 'إيقاف الإعلانات', 'لا أريد إعلانات', 'لا أريد رسائل', 'بدون إعلانات'],
  ],
  it: [
    ...[
      'ferma',
      'fermare',
      'disiscrivimi',
      'disiscrivermi',
      'disiscrizione',
      'annulla iscrizione',
      'cancella iscrizione',
    ],
    ...['basta pubblicità', 'niente pubblicità', 'stop pubblicità', 'basta promozioni', 'niente più promozioni'],
  ],
  tr: [
    ...[
      'dur',
      'durdur',
      'ret',
      'abonelikten çık',
      'listeden çık',
      'listeden çıkar',
      'listeden çıkarın',
      'mesaj istemiyorum',
    ],
    ...['reklam istemiyorum', 'reklam gönderme', 'reklam göndermeyin', 'kampanya istemiyorum'],
  ],
  id: [
    ...[
      'berhenti',
      'hentikan',
      'berhenti berlangganan',
      'stop promosi',
      'stop promo',
      'jangan kirim promosi',
      'jangan kirim promo lagi',
    ],
    ...['tidak mau promosi', 'hentikan promosi', 'tanpa iklan'],
  ],
  nl: [
    ...['stoppen', 'afmelden', 'uitschrijven', 'schrijf me uit', 'meld me af', 'geen reclame', 'geen reclame meer'],
    ...['stop reclame', 'geen aanbiedingen meer', 'geen berichten meer'],
  ],
  ru: [
    ...[
      'стоп',
      'отписаться',
      'отписка',
      'отпишите меня',
      'отпиши меня',
      'хочу отписаться',
      'без рекламы',
      'хватит рекламы',
    ],
    ...['не присылайте рекламу', 'не надо рекламы', 'уберите меня из рассылки'],
  ],
}

/** Whole messages that take a stop back. Without one they are messages like any other. */
const START: Readonly<Record<string, readonly string[]>> = {
  en: [
    'start',
    'unstop',
    'resume',
    'subscribe',
    'opt in',
    'optin',
    'opt me in',
    'subscribe me',
    'start promotions',
    'start marketing',
  ],
  es: ['empezar', 'comenzar', 'alta', 'darme de alta', 'suscribir', 'suscribirme', 'reanudar'],
  pt: ['começar', 'iniciar', 'retomar', 'inscrever', 'me inscreva', 'quero promoções'],
  de: ['starten', 'anmelden', 'abonnieren', 'wieder anmelden'],
  fr: ['démarrer', 'reprendre', 'abonner', "m'abonner", "s'abonner", 'inscrire', "m'inscrire"],
  hi: ['स्टार्ट', 'शुरू', 'शुरू करें', 'शुरू करो', 'shuru karo', 'chalu karo'],
  ar: ['ابدأ', 'بدء', 'اشتراك', 'اشترك', 'استئناف', 'ستارت'],
  it: ['avvia', 'inizia', 'iscrivimi', 'riprendi'],
  tr: ['başla', 'başlat', 'abone ol'],
  id: ['mulai', 'langganan', 'berlangganan'],
  nl: ['starten', 'aanmelden', 'inschrijven', 'hervatten'],
  ru: ['старт', 'начать', 'подписаться', 'возобновить'],
}

/** Longer than any of them with whatever is polite around it: most messages are not looked at. */
const LONGEST = 80

/** What is said besides, in front and behind. */
const POLITE = foldedPattern(
  "please|pls|now|thanks|thank you|por favor|gracias|obrigado|obrigada|bitte|danke|svp|s'il vous plaît|merci|per favore|grazie|lütfen|tolong|alstublieft|пожалуйста|कृपया|धन्यवाद|من فضلك|لو سمحت|شكرا",
)
const IN_FRONT = new RegExp(String.raw`^(?:${POLITE})[\s,]+(?=\S)`)
const BEHIND = new RegExp(String.raw`(?<=\S)[\s,.!]+(?:${POLITE})$`)

/** In any case, with or without accents, and whatever stands around it: "«Stop!!»" is stop, "/stop" is a command. */
function spoken(text: string): string {
  const said = foldedWords(text)
    .replaceAll(/^[^\p{L}\p{N}/]+|[^\p{L}\p{M}\p{N}]+$/gu, '')
    .replaceAll(/[\s\-_]+/g, ' ')
  return said.replace(IN_FRONT, '').replace(BEHIND, '')
}

const folded = (lists: typeof STOP): ReadonlySet<string> => new Set(Object.values(lists).flat().map(spoken))
const STOP_WORDS = folded(STOP)
const START_WORDS = folded(START)

/** What a whole message says of marketing; undefined where it is about anything else. */
export function consentSaidIn(text: string): ConsentState | undefined {
  if (text.length > LONGEST) return undefined
  const said = spoken(text)
  if (STOP_WORDS.has(said)) return 'out'
  return START_WORDS.has(said) ? 'in' : undefined
}

/** A tap on the button of a template says it like words do; what an agent gave to choose from is about something else. */
export function consentSaidBy(content: Content): ConsentState | undefined {
  if (content.kind === 'text') return consentSaidIn(content.text)
  if (content.kind === 'choice' && content.from === 'template') return consentSaidIn(content.title)
  return undefined
}
