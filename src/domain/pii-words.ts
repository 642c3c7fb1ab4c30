/** What a number is said to be by the words before it. */
export type Named = 'phone' | 'reference' | 'account' | 'national-id' | 'amount'

/** Without accents. What ends in `*` is how longer words begin: `bestell*` is also Bestellnummer. */
const WORDS: Readonly<Record<Named, string>> = {
  phone: `tel tele telf tlf telefon* telephone* phone* cell cellphone cel celular mobile mob movil mobil* handy* rufnummer
    portable whats* watsapp wsp wpp zap zapzap call ring text sms dial llamar llamame llamen llame ligar ligue liga
    anrufen erreichen appelez appeler rufen fax reach contact contacto contato kontakt joindre
    फोन फ़ोन मोबाइल व्हाट्सएप व्हाट्सऐप व्हाट्सअप कॉल هاتف هاتفي الهاتف تلفون تلفوني تليفون جوال جوالي الجوال موبايل واتساب واتس اتصل`,
  reference: `order* pedido* orden ordenes bestell* auftrag* commande* track* rastre* seguimiento sendung* suivi colis
    shipment* shipping* parcel* package* paquet* paket* envio* encomenda* guia invoice* factur* fatur* rechnung* receipt*
    recibo* ref reference* referenc* referenz* ticket* case caso vorgang* booking* reserv* buchung* confirmation* sku
    product* produit* artik* article* articulo* item* uuid serial* serie imei isbn ean upc gtin asin lot batch
    model* version* build zip zipcode cep plz postal postcode coupon* voucher* protocol* kunden* timestamp*
    epoch createdat updatedat awb ऑर्डर ट्रैकिंग بطلب طلب الطلب طلبي تتبع التتبع فاتورة الفاتورة شحنة الشحنة`,
  account: `account* acct konto kontonummer kontonr blz bankleitzahl routing aba sort iban bic cuenta* clabe cbu cvu conta
    contacorrente agencia bankverbindung compte rib bank* banco* banque*`,
  'national-id': `ssn itin security social cpf cnpj rg dni nie nif cedula cuit cuil aadhaar aadhar adhaar adhar uidai pan steuerid
    steuernummer identifikationsnummer steueridentifikationsnummer insurance nino curp rfc nir carteira passport* pasaporte*
    passaporte* reisepass* passeport* personalausweis* fiscale kimlik tckn license licence आधार पैन पासपोर्ट جواز الهوية`,
  amount: `usd eur gbp brl mxn inr ars cop clp try aed sar reais pesos euros dolares dollars rupees rs total amount price
    precio preco preis prix monto valor betrag montant saldo`,
}

const EXACT = new Map<string, Named>()
const BEGINNINGS = new Map<string, [string, Named][]>()
/** Enough to find a few candidates at once. */
const KEY = 3

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')

for (const [named, words] of Object.entries(WORDS) as [Named, string][])
  for (const word of plain(words).split(/\s+/)) {
    const key = word.slice(0, KEY)
    if (word.endsWith('*')) BEGINNINGS.set(key, [...(BEGINNINGS.get(key) ?? []), [word.slice(0, -1), named]])
    else EXACT.set(word, named)
  }

/** These are a reference where nothing before them says more: a sort code is no code of the shop. */
const VAGUE = /^(?:id|ids|code|codes|codigo|date|datum|fecha)$/

const NUMBER = /^(?:numbers?|num|numero|nummer|nr|no|number)$|^नंबर$|^नम्बर$|^رقم|^رقمي$/
const MINE = new Set([
  'my',
  'mi',
  'meu',
  'mein',
  'meine',
  'meiner',
  'mon',
  'his',
  'her',
  'their',
  'mera',
  'मेरा',
  'sein',
  'seu',
  'su',
  'son',
])

const WORD = /[\p{L}\p{M}]+/gu

/**
 * What the words before a number call it: the nearest one that means something. "My number" is a phone, "my order
 * number" an order.
 */
export function nameIn(text: string): Named | undefined {
  const words = plain(text).match(WORD) ?? []
  let vague: Named | undefined
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at]!
    const named = EXACT.get(word) ?? BEGINNINGS.get(word.slice(0, KEY))?.find(([begin]) => word.startsWith(begin))?.[1]
    if (named) return named
    if (VAGUE.test(word)) vague = 'reference'
    if (word === 'رقمي' || (NUMBER.test(word) && MINE.has(words[at - 1] ?? ''))) return 'phone'
  }
  return vague
}

/** Words that are only about what follows, so that nothing else can be meant: `tel:`, `wa.me/`, `phone=`. */
const LINK_TO_PHONE = /(?:^|[^a-z])(?:tel:|wa\.me\/|(?:phone|tel|mobile|whatsapp|number)=)\+?$/i

export const linksToPhone = (before: string): boolean => LINK_TO_PHONE.test(before)
