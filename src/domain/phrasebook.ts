import type { Texts } from './texts.ts'

/**
 * What the platform says by itself, until a business writes its own. Customers read it in the middle of a conversation:
 * short, warm, without marks, and with the polite form that a business uses with people it does not know.
 */
export const PHRASES = {
  agentFailed: {
    en: "Sorry, I can't answer that right now. A teammate will get back to you here.",
    es: 'Lo siento, ahora mismo no puedo responderle. Una persona del equipo le escribirá por aquí.',
    pt: 'Desculpe, não consigo responder agora. Uma pessoa da equipe vai falar com você por aqui.',
    de: 'Das kann ich Ihnen gerade leider nicht beantworten. Jemand aus dem Team meldet sich hier bei Ihnen.',
    fr: 'Désolé, je ne peux pas vous répondre pour le moment. Une personne de l’équipe reviendra vers vous ici.',
    hi: 'माफ़ कीजिए, अभी मैं इसका जवाब नहीं दे पा रहा हूँ। हमारी टीम से कोई आपसे यहीं बात करेगा।',
    ar: 'عذرًا، لا يمكنني الرد على ذلك الآن. سيتواصل معك أحد أفراد الفريق هنا.',
  },
  unsupported: {
    en: "Sorry, I can't read this kind of message yet. Could you write it as text?",
    es: 'Lo siento, todavía no puedo leer este tipo de mensajes. ¿Podría escribirlo como texto?',
    pt: 'Desculpe, ainda não consigo ler esse tipo de mensagem. Você pode escrever em texto?',
    de: 'Diese Art von Nachricht kann ich leider noch nicht lesen. Könnten Sie es als Text schreiben?',
    fr: 'Désolé, je ne sais pas encore lire ce type de message. Pourriez-vous l’écrire sous forme de texte ?',
    hi: 'माफ़ कीजिए, मैं अभी इस तरह के मैसेज नहीं पढ़ सकता। क्या आप इसे लिखकर भेज सकते हैं?',
    ar: 'عذرًا، لا يمكنني قراءة هذا النوع من الرسائل بعد. هل يمكنك كتابتها كنص؟',
  },
  reset: {
    en: 'Done: our recent conversation is forgotten and we can start afresh. What we know about you for the long term stays.',
    es: 'Listo: la conversación reciente queda olvidada y podemos empezar de nuevo. Lo que sabemos de usted a largo plazo se conserva.',
    pt: 'Pronto: a conversa recente foi esquecida e podemos começar de novo. O que sabemos de você a longo prazo continua guardado.',
    de: 'Erledigt: Unser letztes Gespräch ist vergessen, wir können neu anfangen. Was wir auf Dauer über Sie wissen, bleibt erhalten.',
    fr: 'C’est fait : notre conversation récente est oubliée et nous pouvons repartir de zéro. Ce que nous savons de vous sur le long terme est conservé.',
    hi: 'हो गया: हमारी हाल की बातचीत भुला दी गई है और हम नए सिरे से शुरू कर सकते हैं। आपके बारे में लंबे समय के लिए याद रखी गई बातें बनी रहेंगी।',
    ar: 'تم: نسينا المحادثة الأخيرة ويمكننا البدء من جديد. أما ما نعرفه عنك على المدى الطويل فيبقى محفوظًا.',
  },
  notAllowed: {
    en: 'This operation not allowed',
    es: 'Esta operación no está permitida',
    pt: 'Esta operação não é permitida',
    de: 'Dieser Vorgang ist nicht erlaubt',
    fr: 'Cette opération n’est pas autorisée',
    hi: 'इस कार्य की अनुमति नहीं है',
    ar: 'هذه العملية غير مسموح بها',
  },
  handedOff: {
    en: 'Of course — connecting you with a teammate now.',
    es: 'Por supuesto, ahora mismo le comunico con una persona del equipo.',
    pt: 'Claro, já vou colocar você em contato com uma pessoa da equipe.',
    de: 'Natürlich, ich verbinde Sie jetzt mit jemandem aus dem Team.',
    fr: 'Bien sûr, je vous mets tout de suite en relation avec une personne de l’équipe.',
    hi: 'ज़रूर, मैं अभी आपको हमारी टीम के किसी सदस्य से जोड़ रहा हूँ।',
    ar: 'بالتأكيد، سأوصلك الآن بأحد أفراد الفريق.',
  },
  disclosure: {
    en: "I'm {agent}, the AI assistant of {line}.",
    es: 'Soy {agent}, el asistente de IA de {line}.',
    pt: 'Sou {agent}, assistente de IA de {line}.',
    de: 'Ich bin {agent}, der KI-Assistent von {line}.',
    fr: 'Je suis {agent}, l’assistant IA de {line}.',
    hi: 'मैं {agent} हूँ, {line} का AI सहायक।',
    ar: 'أنا {agent}، مساعد الذكاء الاصطناعي لدى {line}.',
  },
  mediaTooLarge: {
    en: 'Sorry, that file is too large for me to open. Could you send a smaller one?',
    es: 'Lo siento, ese archivo es demasiado grande y no puedo abrirlo. ¿Podría enviar uno más pequeño?',
    pt: 'Desculpe, esse arquivo é grande demais e não consigo abrir. Você pode enviar um menor?',
    de: 'Diese Datei ist leider zu groß für mich. Könnten Sie eine kleinere schicken?',
    fr: 'Désolé, ce fichier est trop volumineux pour que je l’ouvre. Pourriez-vous en envoyer un plus petit ?',
    hi: 'माफ़ कीजिए, यह फ़ाइल बहुत बड़ी है और मैं इसे खोल नहीं सकता। क्या आप छोटी फ़ाइल भेज सकते हैं?',
    ar: 'عذرًا، هذا الملف أكبر من أن أتمكن من فتحه. هل يمكنك إرسال ملف أصغر؟',
  },
  mediaWrongType: {
    en: "Sorry, I can't open this type of file. Could you send it in another format, or write it as text?",
    es: 'Lo siento, no puedo abrir este tipo de archivo. ¿Podría enviarlo en otro formato o escribirlo como texto?',
    pt: 'Desculpe, não consigo abrir esse tipo de arquivo. Você pode enviar em outro formato ou escrever em texto?',
    de: 'Diesen Dateityp kann ich leider nicht öffnen. Könnten Sie ein anderes Format schicken oder es als Text schreiben?',
    fr: 'Désolé, je ne peux pas ouvrir ce type de fichier. Pourriez-vous l’envoyer dans un autre format ou l’écrire ?',
    hi: 'माफ़ कीजिए, मैं इस तरह की फ़ाइल नहीं खोल सकता। क्या आप इसे दूसरे फ़ॉर्मैट में या लिखकर भेज सकते हैं?',
    ar: 'عذرًا، لا يمكنني فتح هذا النوع من الملفات. هل يمكنك إرساله بصيغة أخرى أو كتابته كنص؟',
  },
  mediaExpired: {
    en: 'Sorry, that file is no longer available to me. Could you send it again?',
    es: 'Lo siento, ese archivo ya no está disponible. ¿Podría enviarlo de nuevo?',
    pt: 'Desculpe, esse arquivo não está mais disponível. Você pode enviar de novo?',
    de: 'Diese Datei ist leider nicht mehr verfügbar. Könnten Sie sie noch einmal schicken?',
    fr: 'Désolé, ce fichier n’est plus disponible. Pourriez-vous le renvoyer ?',
    hi: 'माफ़ कीजिए, वह फ़ाइल अब उपलब्ध नहीं है। क्या आप उसे दोबारा भेज सकते हैं?',
    ar: 'عذرًا، لم يعد هذا الملف متاحًا. هل يمكنك إرساله مرة أخرى؟',
  },
  mediaFailed: {
    en: "Sorry, I couldn't open that file. Could you send it again, or write it as text?",
    es: 'Lo siento, no he podido abrir ese archivo. ¿Podría enviarlo de nuevo o escribirlo como texto?',
    pt: 'Desculpe, não consegui abrir esse arquivo. Você pode enviar de novo ou escrever em texto?',
    de: 'Diese Datei konnte ich leider nicht öffnen. Könnten Sie sie noch einmal schicken oder es als Text schreiben?',
    fr: 'Désolé, je n’ai pas pu ouvrir ce fichier. Pourriez-vous le renvoyer ou l’écrire sous forme de texte ?',
    hi: 'माफ़ कीजिए, मैं वह फ़ाइल नहीं खोल पाया। क्या आप उसे दोबारा या लिखकर भेज सकते हैं?',
    ar: 'عذرًا، لم أتمكن من فتح هذا الملف. هل يمكنك إرساله مرة أخرى أو كتابته كنص؟',
  },
  cannotSee: {
    en: "I got your picture, but I can't look at pictures here. Could you tell me what it shows?",
    es: 'He recibido su imagen, pero aquí no puedo ver imágenes. ¿Podría contarme qué muestra?',
    pt: 'Recebi a sua imagem, mas não consigo ver imagens por aqui. Você pode me dizer o que ela mostra?',
    de: 'Ihr Bild ist angekommen, aber ich kann mir hier keine Bilder ansehen. Könnten Sie mir sagen, was darauf zu sehen ist?',
    fr: 'J’ai bien reçu votre image, mais je ne peux pas voir les images ici. Pourriez-vous me dire ce qu’elle montre ?',
    hi: 'आपकी तस्वीर मिल गई है, लेकिन मैं यहाँ तस्वीरें नहीं देख सकता। क्या आप बता सकते हैं कि उसमें क्या है?',
    ar: 'وصلتني صورتك، لكن لا يمكنني رؤية الصور هنا. هل يمكنك أن تخبرني بما تُظهره؟',
  },
  help: {
    en: 'Just write what you need and I will do my best. You can also use: {commands}',
    es: 'Escriba lo que necesita y haré todo lo posible. También puede usar: {commands}',
    pt: 'Escreva o que você precisa e farei o possível para ajudar. Você também pode usar: {commands}',
    de: 'Schreiben Sie einfach, was Sie brauchen, ich helfe gern. Sie können auch das hier verwenden: {commands}',
    fr: 'Écrivez simplement ce dont vous avez besoin et je ferai de mon mieux. Vous pouvez aussi utiliser : {commands}',
    hi: 'आपको जो चाहिए बस लिख दीजिए, मैं पूरी कोशिश करूँगा। आप ये भी इस्तेमाल कर सकते हैं: {commands}',
    ar: 'اكتب ما تحتاجه وسأبذل قصارى جهدي. يمكنك أيضًا استخدام: {commands}',
  },
  start: {
    en: 'Hello, and welcome to {line}. How can I help you?',
    es: 'Hola, le damos la bienvenida a {line}. ¿En qué puedo ayudarle?',
    pt: 'Olá, que bom ter você em {line}. Como posso ajudar?',
    de: 'Hallo und willkommen bei {line}. Wie kann ich Ihnen helfen?',
    fr: 'Bonjour et bienvenue chez {line}. Comment puis-je vous aider ?',
    hi: 'नमस्ते, {line} में आपका स्वागत है। मैं आपकी क्या मदद कर सकता हूँ?',
    ar: 'مرحبًا بك في {line}. كيف يمكنني مساعدتك؟',
  },
  status: {
    en: 'All is well: {agent} is answering for {line}.',
    es: 'Todo en orden: {agent} responde por {line}.',
    pt: 'Tudo certo: {agent} está respondendo por {line}.',
    de: 'Alles in Ordnung: {agent} antwortet für {line}.',
    fr: 'Tout va bien : {agent} répond pour {line}.',
    hi: 'सब ठीक है: {line} की ओर से {agent} जवाब दे रहा है।',
    ar: 'كل شيء على ما يرام: {agent} يجيب نيابة عن {line}.',
  },
} as const satisfies Texts

/** `{agent}` and the like in a sentence. What has no value stays as it is written: an empty place is harder to find. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (written, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : written,
  )
}
