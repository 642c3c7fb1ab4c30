import type { Language } from '../../src/domain/language.ts'

/** What customers write, in their own language. */
export interface Words {
  readonly questions: readonly string[]
  readonly asks: readonly string[]
  readonly upset: readonly string[]
  readonly thanks: string
  readonly nudge: string
  readonly details: string
}

/** `{thing}` is another thing each time: nobody asks the same twice. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    questions: ['Do you have {thing} in blue?', 'What does {thing} cost with delivery to Leeds?'],
    asks: ['I want to talk to a person', 'can I speak with a human please', 'Get me a real person'],
    upset: ['This is ridiculous, you are useless!', 'I am so fed up with you, worst service ever'],
    thanks: 'Thank you, that is great',
    nudge: 'Are you still there?',
    details: 'It is the one from the spring catalogue',
  },
  es: {
    questions: ['¿Tienen {thing} en azul?', '¿Cuánto cuesta {thing} con envío a Sevilla?'],
    asks: ['Quiero hablar con una persona', '¿Puedo hablar con un agente humano?'],
    upset: ['¡Esto es una vergüenza, son unos inútiles!', 'Estoy harto de ustedes, el peor servicio'],
    thanks: 'Muchas gracias, perfecto',
    nudge: '¿Siguen ahí?',
    details: 'Es el del catálogo de primavera',
  },
  pt: {
    questions: ['Vocês têm {thing} em azul?', 'Quanto custa {thing} com entrega em Braga?'],
    asks: ['Quero falar com uma pessoa', 'Posso falar com um atendente humano?'],
    upset: ['Isso é um absurdo, vocês são inúteis!', 'Estou farto de vocês, péssimo atendimento'],
    thanks: 'Muito obrigado, ótimo',
    nudge: 'Vocês ainda estão aí?',
    details: 'É o do catálogo da primavera',
  },
  de: {
    questions: ['Haben Sie {thing} in Blau?', 'Was kostet {thing} mit Versand nach Mainz?'],
    asks: ['Ich möchte mit einem Menschen sprechen', 'Kann ich bitte mit einem Mitarbeiter reden?'],
    upset: ['Das ist eine Frechheit, Sie sind völlig nutzlos!', 'Ich habe die Nase voll von Ihnen'],
    thanks: 'Vielen Dank, das passt',
    nudge: 'Sind Sie noch da?',
    details: 'Es ist das aus dem Frühlingskatalog',
  },
  fr: {
    questions: ['Avez-vous {thing} en bleu ?', 'Combien coûte {thing} avec la livraison à Lyon ?'],
    asks: ['Je veux parler à une personne', 'Puis-je parler à un conseiller humain ?'],
    upset: ['C’est une honte, vous êtes nuls !', 'J’en ai marre de vous, le pire service'],
    thanks: 'Merci beaucoup, c’est parfait',
    nudge: 'Vous êtes toujours là ?',
    details: 'C’est celui du catalogue de printemps',
  },
  hi: {
    questions: ['क्या आपके पास {thing} नीले रंग में है?', 'दिल्ली तक डिलीवरी के साथ {thing} कितने का है?'],
    asks: ['मुझे किसी इंसान से बात करनी है', 'क्या मैं किसी व्यक्ति से बात कर सकता हूँ?'],
    upset: ['यह बकवास है, आप लोग बेकार हैं!', 'मैं आप लोगों से तंग आ गया हूँ'],
    thanks: 'बहुत धन्यवाद, बढ़िया',
    nudge: 'क्या आप अभी भी वहाँ हैं?',
    details: 'यह वसंत सूची वाला है',
  },
  ar: {
    questions: ['هل لديكم {thing} باللون الأزرق؟', 'كم سعر {thing} مع التوصيل إلى دبي؟'],
    asks: ['أريد التحدث مع شخص', 'هل يمكنني التحدث مع موظف بشري؟'],
    upset: ['هذا أمر مخز، أنتم عديمو الفائدة!', 'لقد سئمت منكم، أسوأ خدمة'],
    thanks: 'شكرا جزيلا، هذا رائع',
    nudge: 'هل ما زلتم هنا؟',
    details: 'إنه من كتالوج الربيع',
  },
}

export const LANGUAGES = Object.keys(WORDS) as Language[]

const THINGS = [
  ...['teapot', 'kettle', 'lamp', 'chair', 'vase', 'mirror', 'carpet', 'ladder', 'basket', 'clock', 'shelf', 'pan'],
  ...['bottle', 'pillow', 'curtain', 'bench', 'candle', 'tray', 'jug', 'bowl', 'stool', 'frame', 'hook', 'quilt'],
]
export const thing = (random: () => number): string =>
  `${THINGS[Math.floor(random() * THINGS.length)]} ${Math.floor(random() * 900 + 100)}`
