import { describe, expect, it } from 'vitest'
import type { Language } from './language.ts'
import { languageOf } from './language-of.ts'

/** As people type: in a hurry, without accents, with errors. */
const WRITTEN: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Hi, my order #ORD-22 hasn't arrived",
    'where is my order',
    'I never got it. This is the second time. I want to talk to a person.',
    'hey did the reissue ship?',
    'How much is the Pro plan?',
    'thx!!',
    'wheres my pakage its been 2 weeks',
    'My export is failing.',
    'can u send it again pls',
    'do you open on sundays',
    'still not working',
    'need to change delivery adress',
    'yes please',
    'Is this a real person?',
  ],
  es: [
    'hola donde esta mi pedido',
    'Buenos dias, no me ha llegado el paquete',
    'quiero hablar con una persona',
    'cuanto cuesta el plan pro?',
    'todavia no llega y ya pasaron 5 dias',
    'me pueden enviar la factura por favor',
    'gracias',
    'necesito cambiar la direccion de envio',
    'a que hora abren mañana',
    'es la segunda vez que me pasa esto',
    'nesesito ayuda con mi cuenta',
    'sigue sin funcionar',
    '¿Tienen envio gratis?',
    'ok y cuando llega',
  ],
  pt: [
    'oi cade meu pedido',
    'Bom dia, minha encomenda ainda nao chegou',
    'quero falar com uma pessoa',
    'quanto custa o plano pro?',
    'vcs entregam hoje?',
    'nao recebi nada ate agora',
    'obrigada',
    'preciso trocar o endereco de entrega',
    'que horas abre amanha',
    'é a segunda vez que isso acontece',
    'tb quero saber do reembolso',
    'continua sem funcionar, não consigo entrar',
    'pode me mandar a nota fiscal',
    'meu pedido esta errado',
  ],
  de: [
    'Hallo, wo ist meine Bestellung?',
    'mein paket ist noch nicht da',
    'ich will mit einem menschen sprechen',
    'was kostet der pro tarif',
    'koennen sie mir die rechnung schicken',
    'danke!',
    'das ist jetzt schon das zweite mal',
    'wann habt ihr morgen geöffnet',
    'geht immer noch nich',
    'ich moechte das umtauschen',
    'Guten Tag, Lieferung ist kaputt angekommen',
    'bitte um rueckruf',
    'brauche hilfe',
    'wie lange dauert der versand',
  ],
  fr: [
    'bonjour ou est ma commande',
    "je n'ai toujours rien recu",
    'je veux parler a quelqu un',
    'combien coute le plan pro',
    'vous etes ouvert demain ?',
    'merci beaucoup',
    'c est la deuxieme fois',
    'mon colis est cassé',
    'svp envoyez moi la facture',
    'jai besoin daide',
    'ça marche toujours pas',
    'je voudrais changer mon adresse de livraison',
    'quand est ce que ca arrive',
    'bonsoir, quels sont vos horaires',
  ],
  hi: [
    'मेरा ऑर्डर कहाँ है?',
    'mera order kaha hai',
    'abhi tak nahi aaya',
    'mujhe kisi insaan se baat karni hai',
    'ORD-22 का क्या हुआ',
    'pro plan kitne ka hai',
    'kya aap aaj deliver kar sakte ho',
    'धन्यवाद',
    'paisa wapas chahiye',
    'bhai order kab tak milega',
    'refund nhi mila abhi tak',
    'kaise change karu address',
    'aapka office kab khulta hai',
    'यह दूसरी बार है, किसी से बात कराइए',
  ],
  ar: [
    'مرحبا أين طلبي؟',
    'السلام عليكم',
    'لم يصل الطلب حتى الآن',
    'اريد التحدث مع شخص',
    'كم سعر باقة Pro؟',
    'شكرا',
    'متى يوصل الطلب ORD-22',
    'هذي ثاني مرة',
    'ابغى استرجاع',
    'ممكن الفاتورة لو سمحت',
    'وين الشحنة',
    'العنوان غلط',
    'متى تفتحون بكرة',
  ],
}

describe('the language of a customer', () => {
  for (const [language, texts] of Object.entries(WRITTEN) as [Language, readonly string[]][])
    it.each(texts)(`[A17 A22] ${language}: %s`, (text) => {
      expect(languageOf([text], language === 'en' ? 'de' : 'en')).toBe(language)
    })

  it.each(['', 'ok', '👍', '12345', 'ORD-22', 'https://acme.com/el/los', 'Maya', '!!!', 'pro', 'Acme Zürich 8001'])(
    '"%s" says too little',
    (text) => {
      expect(languageOf([text])).toBe('en')
      expect(languageOf([text], 'fr')).toBe('fr')
    },
  )

  it('hears what was said before where the last message says little', () => {
    expect(languageOf(['hola donde esta mi pedido', 'ok', '12 Oak St'])).toBe('es')
    expect(languageOf(['quero falar com uma pessoa', 'ORD-22'])).toBe('pt')
    expect(languageOf(['donde esta mi pedido', 'thanks'])).toBe('es')
    expect(languageOf([])).toBe('en')
  })

  it('gives the last message most weight', () => {
    expect(languageOf(['hola donde esta mi pedido', 'sorry, where is my order please?'])).toBe('en')
    expect(languageOf(['where is my order', 'hello?', 'anybody there?', 'oi, voces ainda nao entregaram'])).toBe('pt')
    expect(languageOf(['where is my order', 'मेरा ऑर्डर कहाँ है?'])).toBe('hi')
  })

  it('is not drowned by an old long message, and reads no more than it needs', () => {
    const long = 'where is my order, it has not arrived yet and I do not know why. '.repeat(2000)
    expect(languageOf([long, 'ahora necesito cambiar la direccion'])).toBe('es')
  })
})
