import type { Language } from '../language.ts'

interface Opening {
  readonly hello: string
  /** `{name}` is filled in. */
  readonly helloTo: string
  readonly sorry: string
  readonly read: string
}

/** A beginning for a teammate's answer: polite, in the customer's language, and a promise of nothing. */
const OPENINGS: Readonly<Record<Language, Opening>> = {
  en: {
    hello: 'Hello,',
    helloTo: 'Hello {name},',
    sorry: 'I am sorry for the trouble.',
    read: 'I am from the team and have read the whole conversation, so there is no need to repeat anything.',
  },
  es: {
    hello: 'Hola:',
    helloTo: 'Hola, {name}:',
    sorry: 'Lamento las molestias.',
    read: 'Soy del equipo y he leído toda la conversación, así que no hace falta que repita nada.',
  },
  pt: {
    hello: 'Olá!',
    helloTo: 'Olá, {name}!',
    sorry: 'Lamento pelo transtorno.',
    read: 'Sou da equipe e li toda a conversa, então não é preciso repetir nada.',
  },
  de: {
    hello: 'Guten Tag!',
    helloTo: 'Guten Tag, {name}!',
    sorry: 'Es tut mir leid, dass Sie Ärger damit haben.',
    read: 'Ich bin aus dem Team und habe das ganze Gespräch gelesen, Sie müssen nichts wiederholen.',
  },
  fr: {
    hello: 'Bonjour !',
    helloTo: 'Bonjour {name} !',
    sorry: 'Nous sommes désolés pour ce désagrément.',
    read: 'Je fais partie de l’équipe et j’ai lu toute la conversation : inutile de répéter quoi que ce soit.',
  },
  hi: {
    hello: 'नमस्ते,',
    helloTo: 'नमस्ते {name},',
    sorry: 'आपको हुई परेशानी के लिए खेद है।',
    read: 'मैं टीम से हूँ और मैंने पूरी बातचीत पढ़ ली है, आपको कुछ दोहराने की ज़रूरत नहीं।',
  },
  ar: {
    hello: 'مرحبًا،',
    helloTo: 'مرحبًا {name}،',
    sorry: 'نأسف على ما حدث.',
    read: 'أنا من الفريق وقد قرأت المحادثة كاملة، فلا داعي لتكرار أي شيء.',
  },
}

export function draftFor(language: Language, name: string | undefined, isUpset: boolean): string {
  const { hello, helloTo, sorry, read } = OPENINGS[language]
  const greeting = name === undefined ? hello : helloTo.replace('{name}', () => name)
  const said = isUpset ? `${sorry} ${read}` : read
  return `${greeting} ${said}`
}
