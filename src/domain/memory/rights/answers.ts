import type { Language } from '../../language.ts'
import { fill } from '../../phrasebook.ts'
import type { Fact } from '../fact.ts'

type Sentences = Readonly<Record<Language, string>>

/** What a customer is told of their memory: plainly, and never by a model. */
const SAID = {
  known: {
    en: 'This is what we remember about you:',
    es: 'Esto es lo que recordamos de usted:',
    pt: 'Isto é o que lembramos sobre você:',
    de: 'Das haben wir uns über Sie gemerkt:',
    fr: 'Voici ce dont nous nous souvenons à votre sujet :',
    hi: 'आपके बारे में हमें यह याद है:',
    ar: 'هذا ما نتذكره عنك:',
  },
  more: {
    en: '... and {count} more.',
    es: '... y {count} más.',
    pt: '... e mais {count}.',
    de: '... und {count} weitere.',
    fr: '... et {count} de plus.',
    hi: '... और {count} अन्य बातें।',
    ar: '... و{count} أخرى.',
  },
  unknown: {
    en: 'Apart from our messages, we have not noted anything about you.',
    es: 'Aparte de nuestros mensajes, no hemos anotado nada sobre usted.',
    pt: 'Além das nossas mensagens, não anotamos nada sobre você.',
    de: 'Außer unseren Nachrichten haben wir nichts über Sie festgehalten.',
    fr: 'En dehors de nos messages, nous n’avons rien noté à votre sujet.',
    hi: 'हमारे संदेशों के अलावा हमने आपके बारे में कुछ नोट नहीं किया है।',
    ar: 'باستثناء رسائلنا، لم نسجل أي شيء عنك.',
  },
  howTo: {
    en: 'If something is wrong, tell me which. If I should forget something, write "forget" and what. Our team can send you or delete everything else, messages included: just ask for a person.',
    es: 'Si algo no es correcto, dígame qué. Si debo olvidar algo, escriba "olvida" y qué. Nuestro equipo puede enviarle o borrar todo lo demás, también los mensajes: solo pida hablar con una persona.',
    pt: 'Se algo estiver errado, diga o quê. Se devo esquecer algo, escreva "esqueça" e o quê. Nossa equipe pode enviar ou apagar todo o resto, inclusive as mensagens: basta pedir para falar com uma pessoa.',
    de: 'Wenn etwas nicht stimmt, sagen Sie mir bitte, was. Wenn ich etwas vergessen soll, schreiben Sie „vergiss“ und was. Alles Weitere, auch die Nachrichten, kann unser Team Ihnen schicken oder löschen: Fragen Sie einfach nach einem Menschen.',
    fr: 'Si quelque chose est faux, dites-moi quoi. Si je dois oublier quelque chose, écrivez « oublie » et quoi. Notre équipe peut vous envoyer ou effacer tout le reste, y compris les messages : demandez simplement à parler à une personne.',
    hi: 'अगर कुछ गलत है, तो बताइए क्या। अगर कुछ भूलना हो, तो "भूल जाओ" के साथ लिखिए क्या। बाकी सब, संदेश भी, हमारी टीम आपको भेज सकती है या मिटा सकती है: बस किसी व्यक्ति से बात करने को कहिए।',
    ar: 'إن كان هناك خطأ فأخبرني ما هو. وإن أردت أن أنسى شيئًا فاكتب "انس" وما هو. ويمكن لفريقنا أن يرسل إليك كل ما عدا ذلك أو يحذفه، بما فيه الرسائل: اطلب فقط التحدث مع شخص.',
  },
  forgotten: {
    en: 'Done, I have forgotten this:',
    es: 'Listo, he olvidado esto:',
    pt: 'Pronto, esqueci isto:',
    de: 'Erledigt, das habe ich vergessen:',
    fr: 'C’est fait, j’ai oublié ceci :',
    hi: 'हो गया, मैंने यह भुला दिया है:',
    ar: 'تم، لقد نسيت هذا:',
  },
  allForgotten: {
    en: 'Done, I have forgotten everything that I had noted about you. Our messages are no longer used for answers. If they should be deleted as well, ask for a person: our team will see to it.',
    es: 'Listo, he olvidado todo lo que había anotado sobre usted. Nuestros mensajes ya no se usan para responder. Si también deben borrarse, pida hablar con una persona: nuestro equipo se encargará.',
    pt: 'Pronto, esqueci tudo o que tinha anotado sobre você. Nossas mensagens não são mais usadas nas respostas. Se elas também devem ser apagadas, peça para falar com uma pessoa: nossa equipe cuida disso.',
    de: 'Erledigt, ich habe alles vergessen, was ich über Sie festgehalten hatte. Unsere Nachrichten werden für Antworten nicht mehr verwendet. Sollen auch sie gelöscht werden, fragen Sie nach einem Menschen: Unser Team kümmert sich darum.',
    fr: 'C’est fait, j’ai oublié tout ce que j’avais noté à votre sujet. Nos messages ne servent plus pour les réponses. S’ils doivent aussi être effacés, demandez à parler à une personne : notre équipe s’en chargera.',
    hi: 'हो गया, आपके बारे में जो कुछ नोट किया था वह सब मैंने भुला दिया है। हमारे संदेश अब जवाबों के लिए इस्तेमाल नहीं होंगे। अगर उन्हें भी मिटाना हो, तो किसी व्यक्ति से बात करने को कहिए: हमारी टीम यह कर देगी।',
    ar: 'تم، لقد نسيت كل ما سجلته عنك. ولن تُستخدم رسائلنا بعد الآن في الردود. وإن أردت حذفها أيضًا فاطلب التحدث مع شخص: سيتولى فريقنا ذلك.',
  },
  nothingMeant: {
    en: 'I have nothing noted about that. Write "What do you know about me?" to see what there is.',
    es: 'No tengo nada anotado sobre eso. Escriba "¿Qué sabes de mí?" para ver lo que hay.',
    pt: 'Não tenho nada anotado sobre isso. Escreva "O que você sabe sobre mim?" para ver o que há.',
    de: 'Dazu habe ich nichts festgehalten. Schreiben Sie „Was wissen Sie über mich?“, um zu sehen, was es gibt.',
    fr: 'Je n’ai rien noté à ce sujet. Écrivez « Que savez-vous sur moi ? » pour voir ce qu’il y a.',
    hi: 'इस बारे में मैंने कुछ नोट नहीं किया है। क्या-क्या है यह देखने के लिए लिखिए "आप मेरे बारे में क्या जानते हैं?"',
    ar: 'ليس لدي شيء مسجل عن ذلك. اكتب "ماذا تعرف عني؟" لترى ما هو موجود.',
  },
  corrected: {
    en: 'Thank you for telling me. I no longer go by this:',
    es: 'Gracias por avisarme. Ya no tengo esto en cuenta:',
    pt: 'Obrigado por avisar. Não levo mais isto em conta:',
    de: 'Danke für den Hinweis. Davon gehe ich nicht mehr aus:',
    fr: 'Merci de me l’avoir dit. Je ne tiens plus compte de ceci :',
    hi: 'बताने के लिए धन्यवाद। मैं अब इसे सही नहीं मानूँगा:',
    ar: 'شكرًا لإخباري. لن أعتمد على هذا بعد الآن:',
  },
  whichIsWrong: {
    en: 'Thank you for telling me. Which of it is wrong, and how is it right?',
    es: 'Gracias por avisarme. ¿Qué parte no es correcta, y cómo es en realidad?',
    pt: 'Obrigado por avisar. O que está errado, e como é o certo?',
    de: 'Danke für den Hinweis. Was davon stimmt nicht, und wie ist es richtig?',
    fr: 'Merci de me l’avoir dit. Qu’est-ce qui est faux, et qu’est-ce qui est juste ?',
    hi: 'बताने के लिए धन्यवाद। इसमें क्या गलत है, और सही क्या है?',
    ar: 'شكرًا لإخباري. ما الخطأ فيه، وما الصحيح؟',
  },
} as const satisfies Readonly<Record<string, Sentences>>

const MOST_SHOWN = 15
const LONGEST_SHOWN = 200
/** Kept for finding things again: nobody wants them read out. */
const NOT_SHOWN: ReadonlySet<Fact['kind']> = new Set(['episode', 'emotion'])

export type RightAnswer =
  | { readonly kind: 'know'; readonly facts: readonly Fact[] }
  | { readonly kind: 'forgotten'; readonly facts: readonly Fact[] }
  | { readonly kind: 'forgotten-all' }
  | { readonly kind: 'corrected'; readonly facts: readonly Fact[] }
  | { readonly kind: 'which-is-wrong' }

export function answerTo(answer: RightAnswer, language: Language): string {
  const say = (name: keyof typeof SAID) => SAID[name][language]
  switch (answer.kind) {
    case 'know': {
      const shown = answer.facts.filter(({ kind, status }) => status === 'open' && !NOT_SHOWN.has(kind))
      if (shown.length === 0) return `${say('unknown')}\n\n${say('howTo')}`
      return [say('known'), ...listed(shown, language), '', say('howTo')].join('\n')
    }
    case 'forgotten':
      if (answer.facts.length === 0) return say('nothingMeant')
      return [say('forgotten'), ...listed(answer.facts, language)].join('\n')
    case 'forgotten-all':
      return say('allForgotten')
    case 'corrected':
      if (answer.facts.length === 0) return say('whichIsWrong')
      return [say('corrected'), ...listed(answer.facts, language)].join('\n')
    case 'which-is-wrong':
      return say('whichIsWrong')
  }
}

function listed(facts: readonly Fact[], language: Language): string[] {
  const newest = [...facts].sort((one, other) => other.validFrom - one.validFrom)
  const lines = newest.slice(0, MOST_SHOWN).map(lineOf)
  const left = facts.length - lines.length
  return left > 0 ? [...lines, fill(SAID.more[language], { count: String(left) })] : lines
}

/** With the day it was said, and the line. */
function lineOf({ text, sources }: Fact): string {
  const latest = sources.reduce<Fact['sources'][number] | undefined>(
    (best, one) => (best && best.at >= one.at ? best : one),
    undefined,
  )
  const words = text.replaceAll(/\s+/g, ' ')
  const short = words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN).toWellFormed()}…` : words
  const where = latest && [new Date(latest.at).toISOString().slice(0, 10), latest.line].filter(Boolean).join(', ')
  return where ? `• ${short} (${where})` : `• ${short}`
}
