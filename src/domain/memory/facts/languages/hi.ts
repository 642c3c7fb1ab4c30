import type { FactWords } from '../words.ts'
import { HINDI_CHANGES, HINDI_IN_LATIN_CHANGES } from './changes/hi.ts'

/** Written in its own letters. */
export const HINDI: FactWords = {
  language: 'hi',
  script: 'devanagari',
  my: 'मेरा|मेरी|मेरे|हमारा|हमारी',
  attributes: {
    name: 'नाम|पूरा नाम',
    home_address: 'पता|घर का पता|एड्रेस',
    delivery_address: 'डिलीवरी (?:का )?(?:पता|एड्रेस)',
    email: 'ईमेल(?: आईडी| एड्रेस)?|मेल',
    phone: '(?:फोन |मोबाइल |व्हाट्सएप )?नंबर|फोन|मोबाइल',
    company: 'कंपनी|कंपनी का नाम',
    birthday: 'जन्मदिन|जन्मतिथि|जन्म तारीख',
    home_city: 'शहर',
    size: 'साइज|जूते का साइज',
    plan: 'प्लान',
    language: 'भाषा',
    favourite: 'पसंदीदा \\p{L}\\p{M}*[\\p{L}\\p{M}]*',
  },
  beside: 'नया|नई|सही|असली|अब|वर्तमान',
  is: '',
  isAfter: 'है|हैं|हो गया है',
  says: [
    [
      'no_longer_allergic_to',
      '(?:मुझे|हमें) (?:अब )?(?<value>[^.,!?]{1,40}?) (?:से|की) (?:अब )?(?:एलर्जी|एलर्जि) नहीं (?:है|रही)',
    ],
    [
      'allergic_to',
      '(?:मुझे|हमें|मैं)(?: भी)? (?<value>[^.,!?]{1,40}?) (?:से|की)(?: बहुत| गंभीर| तेज)? (?:एलर्जी|एलर्जि|एलर्जिक) (?:है|हूं)',
    ],
    ['cannot_eat', '(?:मैं|हम) (?<value>[^.,!?]{1,40}?) नहीं (?:खा|पी)(?:ता|ती|ते| सकता| सकती) (?:हूं|हैं)?'],
    ['no_longer_diet', 'मैं अब (?<value>शाकाहारी|वीगन) नहीं (?:हूं|रहा|रही)'],
    ['diet', '(?:मैं|हम)(?: शुद्ध| अब| पूरी तरह| भी)* (?<value>शाकाहारी|वीगन|मांसाहारी|जैन) (?:हूं|हैं)'],
    ['health_condition', '(?:मुझे|मैं) (?<value>डायबिटीज|मधुमेह|शुगर|अस्थमा|दमा|हाई बीपी|गर्भवती) (?:है|हूं|की बीमारी है)'],
    [
      'prefers',
      '(?:मुझे|हमें) (?<value>[^.,!?]{1,60}?) (?:ज्यादा )?(?:पसंद है|पसंद हैं|अच्छा लगता है|अच्छी लगती है|बेहतर लगता है)|(?:मैं|हम) (?<value2>[^.,!?]{1,60}?) पसंद कर(?:ता|ती|ते) (?:हूं|हैं)',
    ],
    ['dislikes', '(?:मुझे|हमें) (?<value>[^.,!?]{1,60}?) (?:पसंद नहीं|अच्छा नहीं लगता|अच्छी नहीं लगती)'],
    [
      'always',
      '(?:कृपया|प्लीज)(?: मुझे)? हमेशा V|(?:^|, ?|मुझे )हमेशा (?<value2>[^.,!?]{2,60}?(?:कीजिए|करें|करना|कीजिएगा|दें|भेजें|रखें|बजाएं))',
    ],
    [
      'never',
      '(?:कृपया|प्लीज)(?: मुझे)? (?:कभी )?(?<value>[^.,!?]{0,60}?(?:मत|न|ना|नहीं) (?:कीजिए|करें|करना|कीजिएगा|दें|भेजें|बजाएं|छोड़ें|छोडें))|मुझे (?<value3>[^.,!?]{1,40}? मत (?:करना|कीजिए|करें|भेजना|भेजें))|(?:मुझे )?कभी (?<value2>[^.,!?]{0,50}? मत (?:करना|कीजिए|करें|भेजना|भेजें))',
    ],
    ['preferred_name', '(?:मुझे|आप मुझे) (?<value>[^.,!?]{1,24}?) (?:कहकर )?(?:बुलाइए|बुलाएं|बुलाओ|कहिए|कहें|बुला सकते हैं|कहते हैं)'],
    [
      'moved_to',
      '(?:मैं|हम)(?: अब| हाल ही में)* (?<value>[^.,!?]{1,50}?) (?:में )?(?:शिफ्ट|रहने|मूव) (?:हो|आ|चला|चले|कर)(?: गया| गई| गए| लिया)? ?(?:हूं|है|हैं)?',
    ],
    [
      'lives_in',
      '(?:मैं|हम)(?: अब| अभी)* (?<value>[^.,!?]{1,40}?) में रह(?:ता|ती|ते) (?:हूं|हैं)|मैं (?<value2>[^.,!?]{1,30}?) से हूं',
    ],
    ['company', 'मैं (?<value>[^.,!?]{1,40}?) में (?:काम|नौकरी) कर(?:ता|ती) हूं'],
    ['language', '(?:कृपया |प्लीज )?(?<value>हिंदी|हिन्दी|अंग्रेजी|इंग्लिश) में (?:बात|लिख|जवाब)[\\p{L}\\p{M}]*'],
    ['preferred_payment', '(?:मैं|हम)(?: हमेशा)? (?<value>[^.,!?]{1,30}?) से (?:पेमेंट|भुगतान) कर(?:ता|ती|ते|ूंगा|ूंगी)'],
    [
      'appointment',
      '(?:मेरी|मेरा|हमारी|मेरे पास) (?:अपॉइंटमेंट|बुकिंग|मीटिंग|फ्लाइट|शादी)(?: का समय)? (?<date>[^.!?]{2,40}?) (?:है|को है|पर है)|मैं (?<date2>(?:कल|आज|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार) [^.!?]{0,30}?) (?:आऊंगा|आऊंगी|आऊँगा)',
    ],
  ],
  changes: HINDI_CHANGES,
  blockers: 'अगर|यदि|शायद|क्या|कौन|कब|कहां|कैसे|क्यों|मान लो|सोच\\p{L}*|कहा|बोला|पूछा|दोस्त|पहले|उसने|आपने|आपका|आपकी|काश|जब',
  stops: 'लेकिन|क्योंकि|इसलिए|तो|और (?:मैं|मुझे|मेरा|मेरी)|प्लीज|कृपया|धन्यवाद|मगर',
  noValue: 'नहीं|मत|यह|ये|वह|वो|गलत|क्या|आप|कोई|कुछ|वही|अब नहीं|खराब|ठीक',
}

/** As most people type it. */
export const HINDI_IN_LATIN: FactWords = {
  language: 'hi',
  my: 'mera|meri|mere|hamara|hamari',
  attributes: {
    name: 'naam|name|pura naam',
    home_address: 'address|pata|ghar ka (?:address|pata)|adress',
    delivery_address: 'delivery (?:ka )?(?:address|pata)',
    email: 'e-?mail(?: id| address)?|mail(?: id)?',
    phone: '(?:phone |mobile |whatsapp )?(?:number|no|nambar)|phone|mobile',
    company: 'company(?: ka naam)?',
    birthday: 'birthday|janamdin|janmdin|dob|date of birth',
    home_city: 'shahar|shehar|city',
    size: '(?:shoe )?size',
    plan: 'plan',
    language: 'bhasha|language',
  },
  beside: 'naya|nayi|new|sahi|asli|ab|current',
  is: '',
  isAfter: 'hai|hain|he|h',
  says: [
    [
      'no_longer_allergic_to',
      'mujhe (?:ab )?(?<value>[^.,!?]{2,40}?) (?:se|ki) (?:ab )?allergy (?:nahi|nahin|nhi) (?:hai|h|rahi)',
    ],
    [
      'allergic_to',
      '(?:mujhe|mujhko|hamein)(?: bhi)? (?<value>[^.,!?]{2,40}?) (?:se|ki)(?: bahut| bohot)? (?:allergy|alergy|elergy|allergi) (?:hai|he|h)|(?:main|mai|me) (?<value2>[^.,!?]{2,40}?) se allergic (?:hu|hoon|hun)',
    ],
    [
      'cannot_eat',
      '(?:main|mai|hum) (?<value>[^.,!?]{2,40}?) (?:nahi|nahin|nhi) (?:khata|khati|khate|kha sakta|kha sakti|pita|piti)(?: hu| hoon| hun| hain)?',
    ],
    [
      'diet',
      '(?:main|mai|me|hum)(?: pure| ab| shudh| bhi)* (?<value>vegetarian|veg|vegan|shakahari|jain|eggetarian) (?:hu|hoon|hun|hain)',
    ],
    ['health_condition', '(?:mujhe) (?<value>diabetes|sugar|asthma|bp)(?: ki bimari)? (?:hai|h)'],
    [
      'prefers',
      '(?:mujhe|hamein) (?<value>[^.,!?]{2,60}?) (?:zyada |jyada )?(?:pasand|accha lagta|acha lagta|acchi lagti) (?:hai|h|hain)|(?:main|mai) (?<value2>[^.,!?]{2,60}?) prefer kart[ai]',
    ],
    [
      'dislikes',
      'mujhe (?<value>[^.,!?]{2,60}?) (?:pasand (?:nahi|nahin|nhi)|(?:accha|acha) (?:nahi|nahin|nhi) lagta)',
    ],
    [
      'always',
      '(?:please|plz|pls|kripya)(?: mujhe)? hamesha V|(?:^|, ?|mujhe )hamesha (?<value2>[^.,!?]{2,60}?(?:karna|karo|kijiye|karein|bhejna|dena))',
    ],
    [
      'never',
      '(?:please |plz |pls |kripya )?(?:mujhe )?(?:kabhi )(?<value>[^.,!?]{0,50}? (?:mat|na) (?:karna|karo|kijiye|karein|bhejna|dena))|(?:please|plz|pls|kripya) (?<value2>[^.,!?]{2,50}? mat (?:karna|karo|kijiye|karein|bhejna|dena))',
    ],
    [
      'preferred_name',
      '(?:mujhe|aap mujhe) (?<value>[^.,!?]{2,24}?) (?:bulao|bulaiye|bulaye|bulana|kaho|kahiye|bula sakte|kehte)',
    ],
    [
      'moved_to',
      '(?:main|mai|hum)(?: ab| recently)* (?<value>[^.,!?]{2,50}?) (?:me |mein )?(?:shift|move) (?:ho|kar)(?: gaya| gayi| gaye| liya)?',
    ],
    [
      'lives_in',
      '(?:main|mai|hum)(?: ab| abhi)* (?<value>[^.,!?]{2,40}?) (?:me|mein|mai) (?:rehta|rehti|rehte|rahta|rahti|rahte) (?:hu|hoon|hun|hain)|(?:main|mai) (?<value2>[^.,!?]{2,30}?) se (?:hu|hoon|hun)',
    ],
    ['company', '(?:main|mai) (?<value>[^.,!?]{2,40}?) (?:me|mein) (?:kaam|job) kart[ai] (?:hu|hoon|hun)'],
    ['language', '(?:please |plz |pls )?(?<value>hindi|english) (?:me|mein) (?:baat|bat|likh|jawab|reply)[a-z]*'],
  ],
  changes: HINDI_IN_LATIN_CHANGES,
  blockers:
    'agar|shayad|kya|kaun|kab|kaha|kahan|kaise|kyu|kyun|maan lo|socha|kaha tha|bola|pucha|dost|pehle|usne|aapne|aapka|aapki|kaash|jab',
  stops: 'lekin|kyunki|kyuki|isliye|toh|aur (?:main|mujhe|mera|meri)|please|plz|pls|thanks|par',
  noValue: 'nahi|nahin|nhi|mat|yeh|ye|woh|wo|galat|kya|aap|koi|kuch|wahi|kharab|thik|theek',
}
