/** What pretend customers and those who answer them say, in their languages: short, long, right to left, unbreakable. */
export interface Tongue {
  readonly language: string
  readonly names: readonly string[]
  readonly asks: readonly string[]
  readonly answers: readonly string[]
  readonly summary: string
}

export const TONGUES: readonly Tongue[] = [
  {
    language: 'en',
    names: ['Anish Rao', 'Maya Thompson', "Siobhán O'Connell", 'Bartholomew Featherstonehaugh-Cholmondeley III', 'J.'],
    asks: [
      "Hi, my order #ORD-22 hasn't arrived",
      'I never got it. This is the second time 😡',
      'ok',
      'Here is the tracking page: https://parcels.example/track/1Z999AA10123456784?lang=en&view=full-history-of-the-parcel',
      'The box was open, the manual was wet and two of the four screws were missing. I have taken pictures of everything, from all sides, and I would like to know what happens next, because the present is for Saturday and my daughter has been looking forward to it for weeks.',
      'Thanks!! 🙏🏽🎉',
      'Can I pay with a Donaudampfschifffahrtsgesellschaftskapitänsgutscheincode4711?',
    ],
    answers: [
      'I looked that up: ORD-22 was delivered 5/14 to 12 Oak St. If that is not your address, tell me the right one and I will trace it.',
      'So sorry about this. I am reissuing your order right now, with free shipping: it takes two days.',
      'You can return it within 30 days:\n1. Print the label\n2. Put it on the box\n3. Hand it in at any shop',
      'Is there anything else?',
    ],
    summary: '2nd missing-order issue, ORD-22 marked delivered. Customer wants a person.',
  },
  {
    language: 'es',
    names: ['Lucía Fernández', 'José Ángel Núñez', 'Ñico'],
    asks: [
      'Hola, ¿dónde está mi pedido PED-4471?',
      'Me han cobrado dos veces. ¡Dos veces! Quiero hablar con una persona.',
      'Vale, gracias 😊',
      '¿Y si lo recojo yo en la tienda?',
    ],
    answers: [
      'Le reembolsaremos en 5 días si el banco lo confirma.',
      'He mirado su pedido: sale mañana por la mañana y llega el jueves.',
      '¿Quiere que le envíe las novedades por aquí?',
    ],
    summary: 'Cobro doble en PED-4471. La clienta está enfadada.',
  },
  {
    language: 'pt',
    names: ['João Pessoa', 'Conceição Araújo'],
    asks: ['Oi, bom dia! Meu produto veio com defeito 😕', 'Pode ser amanhã?', 'Obrigada!'],
    answers: ['Enviaremos outro produto em até 2 dias.', 'Claro! Qual é o melhor horário para a entrega?'],
    summary: 'Produto com defeito, pede troca.',
  },
  {
    language: 'ar',
    names: ['سارة العلي', 'محمد بن عبد الرحمن الهاشمي'],
    asks: [
      'مرحبا، أين طلبي رقم ORD-77؟',
      'لم يصل بعد، وقد وعدتموني بيوم الثلاثاء 12/11.',
      'شكراً جزيلاً 🌹',
      'هل يمكنني الدفع عند الاستلام؟',
    ],
    answers: ['سنرسل طلبك خلال يومين', 'طلبك ORD-77 في الطريق، ورقم التتبع هو 1Z999.', 'هل تحتاج إلى شيء آخر؟'],
    summary: 'تأخر الطلب ORD-77، وتطلب العميلة التحدث إلى شخص.',
  },
  {
    language: 'hi',
    names: ['आरव शर्मा', 'प्रिया'],
    asks: ['नमस्ते, मेरा ऑर्डर ORD-551 कहाँ है?', 'यह दूसरी बार है 😠', 'धन्यवाद'],
    answers: ['आपका ऑर्डर ORD-551 कल तक मिल जाएगा।', 'क्या मैं और कुछ मदद कर सकता हूँ?'],
    summary: 'ORD-551 दूसरी बार नहीं पहुँचा।',
  },
  {
    language: 'de',
    names: ['Jürgen Großmann', 'Anna-Lena Müller-Lüdenscheidt'],
    asks: [
      'Guten Tag, die Lieferung DE-20931 ist beschädigt angekommen.',
      'Meine Rechtsschutzversicherungsgesellschaft möchte einen Nachweis.',
      'Danke',
    ],
    answers: [
      'Wir schicken Ihnen innerhalb von 3 Tagen eine neue an die Hauptstraße 5.',
      'Haben Sie ein Foto von der Verpackung?',
    ],
    summary: 'Beschädigte Lieferung DE-20931, Kundin möchte Ersatz.',
  },
  {
    language: 'ja',
    names: ['佐藤 花子', '👩‍🚀🪐'],
    asks: ['こんにちは。注文番号ORD-90はいつ届きますか？', 'ありがとうございます', '👍'],
    answers: ['ORD-90は明日の午前中に届く予定です。', '他にご質問はありますか？'],
    summary: 'ORD-90の配達予定の確認。',
  },
]

export const NOTES = [
  'Asked the warehouse, they look for it until 4 pm.',
  'Second complaint this month: do not offer a voucher again.',
  'Bitte Kulanz, hat schon 3x bestellt 🙈',
]

/** What a phone sends besides words, as the store keeps it. */
export const THINGS: readonly object[] = [
  { kind: 'image', medium: { id: 'image', mime: 'image/jpeg' }, caption: 'The box, from the side' },
  { kind: 'image', medium: { id: 'plain-image', mime: 'image/png' } },
  {
    kind: 'document',
    medium: { id: 'document', mime: 'application/pdf', filename: 'Rechnung_2026-11_Kundennummer_0000471193.pdf' },
  },
  { kind: 'audio', medium: { id: 'voice', mime: 'audio/ogg; codecs=opus', voice: true } },
  { kind: 'video', medium: { id: 'video', mime: 'video/mp4' }, caption: 'Listen to the noise 🔊' },
  { kind: 'sticker', medium: { id: 'sticker', mime: 'image/webp' } },
  { kind: 'location', latitude: 40.4168, longitude: -3.7038, name: 'Puerta del Sol', address: 'Madrid' },
  {
    kind: 'contacts',
    requested: false,
    contacts: [{ name: 'Oma Hilde', phones: [{ phone: '+49 30 1234567' }], emails: ['hilde@example.com'] }],
  },
  { kind: 'choice', from: 'button', id: 'track', title: 'Track my order' },
  { kind: 'unsupported', type: 'poll_creation' },
]
