import { type Pattern, plain, sentencesOf, words } from './readable.ts'

/** What a matter is about, in the words of the business, and what a teammate usually does about it. */
export interface Topic {
  /** Begins a headline. */
  readonly name: string
  readonly advice: string
}

interface KnownTopic extends Topic {
  /** All of them are heard. */
  readonly heard: readonly Pattern[]
  /** What a customer wants done because of something else. */
  readonly isRemedy?: true
}

const MISSING = 'Missing order'
const REFUND = words(
  String.raw`refund\w*|money back|chargeback
        reembols\w+|devol\w+ (?:de(?:l)? |mi |el )?dinero|mi dinero
        estorno|dinheiro de volta|meu dinheiro|devolucao
        ruckerstatt\w*|geld zuruck|erstatt\w*
        rembours\w+
        paisa wapas|paise wapas|wapas chahiye`,
  'रिफंड|पैसे वापस|पैसा वापस|استرداد|استرجاع|فلوسي|المبلغ',
)

const TOPICS: readonly KnownTopic[] = [
  {
    name: 'Health question',
    advice: 'Let somebody qualified answer; do not advise on health in chat.',
    heard: [
      words(
        String.raw`allerg\w*|rash|hospital|doctor|pregnant|bleeding|side effects?|overdose|vomit\w*|dizzy|chest pain
        alergi\w*|medico|embarazada|sarpullido|mare[oa]d[oa]|efectos secundarios
        gravida|tontura|efeitos colaterais
        arzt|schwanger|krankenhaus|nebenwirkung\w*|ausschlag|schwindelig
        medecin|enceinte|hopital|effets secondaires|vertiges
        aspataal|dawai|dawa`,
        'एलर्जी|डॉक्टर|अस्पताल|दवा|حساسيه|طبيب|مستشفي|حامل|دواء',
      ),
    ],
  },
  {
    name: 'Legal matter',
    advice: 'Pass it to whoever answers legal matters; admit and promise nothing.',
    heard: [
      words(
        String.raw`lawyer|attorney|sue|suing|lawsuit|legal action|court
        abogad[oa]|demandar|demanda|denuncia\w*|consumidor
        advogad[oa]|processar|processo|procon
        anwalt|rechtsanwalt|klage|verklagen|gericht|anzeige
        avocat|plainte|tribunal|poursuivre
        vakil|adalat`,
        'वकील|अदालत|कोर्ट|محامي|محكمه|شكوي رسميه|قضيه',
      ),
    ],
  },
  {
    name: 'Charged twice',
    advice: 'Check both payments; correct the second if it is real.',
    heard: [
      words(
        String.raw`charg\w*|billed|debited|paid|payment
        cobr\w+|cargo|pag\w+
        debit\w*
        abgebucht|gebucht|bezahlt|belastet
        debite\w*|preleve\w*|paye
        kata|kat gaya|kat gaye|kate|paise`,
        'कट|चार्ज|पैसे|خصم|دفع|سحب',
      ),
      words(
        `twice|double|two times
        dos veces|doble|duplicad[oa]|duas vezes|em dobro
        zweimal|doppelt|deux fois|do baar|dugna`,
        'दो बार|مرتين',
      ),
    ],
  },
  {
    name: 'Damaged item',
    advice: 'Ask for a photo if there is none; decide on replacement or refund.',
    heard: [
      words(
        String.raw`broken|damaged|defective|cracked|smashed|leaking|faulty
        rot[oa]s?|danad[oa]s?|defectuos[oa]|quebrad[oa]s?|danificad[oa]s?|com defeito|estragad[oa]
        kaputt\w*|beschadigt\w*|defekt\w*|zerbrochen
        casse\w*|abime\w*|endommage\w*|defectueux
        toota|tuta|tooti|kharab`,
        'टूट|खराब|مكسور|تالف|خربان|معطل',
      ),
    ],
  },
  {
    name: 'Wrong item',
    advice: 'Compare the order with what came; decide on exchange or refund.',
    heard: [
      words(
        String.raw`wrong (?:item|size|product|order|colou?r|one|thing)|not what i ordered
        (?:producto|articulo|talla|color|pedido) (?:equivocad[oa]|incorrect[oa])|equivocaron|no es lo que pedi
        (?:produto|tamanho|cor|pedido|item) errad[oa]|veio errad[oa]
        falsche\w* (?:artikel|grosse|produkt|ware|farbe|bestellung)|falsch geliefert
        mauvais(?:e)? (?:article|taille|produit|couleur|commande)
        galat (?:saman|product|size|order|cheez)`,
        'गलत (?:सामान|प्रोडक्ट|साइज|ऑर्डर)|المنتج خطا|مقاس غلط|غلط',
      ),
    ],
  },
  {
    name: MISSING,
    advice: 'Check the proof of delivery, then decide: reissue or refund.',
    heard: [
      words(
        String.raw`never (?:got|received|arrived|came)|(?:not|n't|nt) (?:yet )?(?:arrived|received|got|come|been delivered|delivered|here|get|receive|arrive)|where.{0,20}(?:order|package|parcel)|(?:order|package|parcel) is (?:late|missing|lost)|nothing (?:came|arrived)
        no (?:me )?(?:ha )?lleg\w+|no (?:lo |la |he )?(?:recib\w+)|donde (?:esta|anda) mi (?:pedido|paquete|envio)|sigo sin recibir|nunca llego
        nao (?:chegou|recebi|chega)|cade (?:o )?meu|onde (?:esta|ta) (?:o )?meu|nunca chegou
        nicht (?:da|angekommen|erhalten|bekommen|geliefert)|wo (?:ist|bleibt) mein\w*|nie angekommen|nichts (?:bekommen|angekommen|erhalten)
        pas (?:encore )?(?:recu|arrive\w*)|rien recu|ou est ma commande|jamais recu
        nahi (?:aaya|aya|mila|pahucha|pahuncha|aayi)|kaha(?:n)? (?:hai|pahucha)`,
        'नहीं (?:आया|मिला|पहुंचा|पहुँचा)|कहाँ है|कहां है|لم (?:يصل|تصل|استلم|يصلني)|ما وصل|(?:وين|اين) (?:ال)?(?:طلب|شحن)',
      ),
    ],
  },
  {
    name: 'Refund',
    advice: 'Check where the refund stands and tell the customer plainly.',
    heard: [REFUND],
    isRemedy: true,
  },
  {
    name: 'Cancellation',
    advice: 'Check whether it can still be cancelled, then answer.',
    isRemedy: true,
    heard: [words(String.raw`cancel\w*|annul\w+|kundig\w*|stornier\w*|resili\w+`, 'रद्द|कैंसिल|الغاء|الغي|كنسل')],
  },
  {
    name: 'Delivery time',
    advice: 'Look the delivery up and answer.',
    heard: [
      words(
        String.raw`when.{0,30}(?:arrive|deliver\w*|ship\w*|come)|cuando (?:llega\w*|envian)|quando (?:chega|vai chegar)|wann (?:kommt|wird|liefer\w*).{0,40}|quand (?:arrive|sera|vais-je recevoir)|kab (?:tak )?(?:aayega|ayega|milega|pahunch\w*|pahuch\w*)`,
        'कब (?:तक )?(?:आएगा|मिलेगा|पहुंचेगा|पहुँचेगा)|متي (?:يصل|توصل|تصل|يوصل|يجي)',
      ),
    ],
  },
  {
    name: 'Change of address',
    advice: 'Check whether the delivery can still be redirected.',
    heard: [
      words(
        String.raw`(?:change|new|wrong|different|update).{0,24}address|address.{0,16}(?:wrong|changed)|moved (?:house|to)
        (?:cambiar|nueva|otra).{0,20}direccion|me mude
        (?:trocar|mudar|novo|outro).{0,20}endereco|me mudei
        (?:neue|falsche|andere|geandert).{0,20}adresse|adresse.{0,20}(?:andern|falsch)|umgezogen
        (?:changer|nouvelle|autre).{0,20}adresse|demenage
        pata badal\w*|address (?:badal|change)`,
        'पता बदल|(?:تغيير|غير).{0,12}عنوان|العنوان (?:غلط|خطا)',
      ),
    ],
  },
  {
    name: 'Invoice',
    advice: 'Send the invoice, or say what it needs.',
    heard: [words('invoice|receipt|factura|nota fiscal|fatura|rechnung|facture|bill', 'बिल|فاتور')],
  },
  {
    name: 'Sign-in trouble',
    advice: 'Check the account; never ask for a password.',
    heard: [
      words(
        String.raw`log ?in|sign ?in|password|locked out|contrasena|iniciar sesion|senha|entrar na conta|passwort|einlogg\w+|anmelden|mot de passe|me connecter`,
        'पासवर्ड|लॉगिन|كلمه (?:السر|المرور)|تسجيل الدخول',
      ),
    ],
  },
  {
    name: 'Appointment',
    advice: 'Look at the calendar and offer times.',
    heard: [
      words(`appointments?|booking|reschedule|reserva|cita|agendar|consulta|termin|rendez-vous`, 'अपॉइंटमेंट|موعد|حجز'),
    ],
  },
  {
    name: 'Price question',
    advice: 'Answer with the price list; agree on no discount unasked.',
    heard: [
      words(
        `price|pricing|cost|costs|quote|discount|how much|precio|cuesta|cuanto|descuento|preco|custa|quanto|desconto|preis|kostet|rabatt|prix|coute|remise|kitne ka`,
        'कीमत|कितने का|السعر|سعر|بكم|خصم',
      ),
    ],
  },
]

function topicOf(text: string): KnownTopic | undefined {
  const said = plain(text)
  // "I have not got my refund" misses no order.
  const rest = REFUND.test(said)
    ? sentencesOf(text)
        .map(plain)
        .filter((sentence) => !REFUND.test(sentence))
        .join(' ')
    : said
  return TOPICS.find(({ heard, name }) => heard.every((pattern) => pattern.test(name === MISSING ? rest : said)))
}

/** What these words of a customer are about, oldest first: the newest matter, and of that its cause. */
export function topicIn<Said extends { readonly text: string }>(
  said: readonly Said[],
): { readonly topic: Topic; readonly message: Said } | undefined {
  const found = said.toReversed().flatMap((message) => {
    const topic = topicOf(message.text)
    return topic ? [{ topic, message }] : []
  })
  return found[0]?.topic.isRemedy ? (found.find(({ topic }) => !topic.isRemedy) ?? found[0]) : found[0]
}
