import type { ChangeWords } from '../../words.ts'

/** Written in its own letters. */
export const HINDI_CHANGES: ChangeWords = {
  attributes: {
    contact_person: '(?:संपर्क|कॉन्टैक्ट) (?:व्यक्ति|पर्सन)|संपर्क',
    delivery_time: 'डिलीवरी (?:का )?(?:समय|टाइम|स्लॉट)',
    preferred_payment: 'पेमेंट(?: का तरीका| मेथड)?|भुगतान(?: का तरीका)?',
  },
  wider: {},
  attribute: [
    '(?:मेरा|मेरी|मेरे|हमारा|हमारी) A (?:को |अब )*W (?:पर|में|से|कर|के लिए)? ?(?:बदल|चेंज|अपडेट|सेट|शिफ्ट|स्विच|कर)(?: कर)? ?(?:दीजिए|दें|दो|दीजिएगा|दिया|लें|कीजिए|करें)',
    '(?:मेरा|मेरी|हमारा|हमारी) A (?:बदल गया|बदल गई|बदल गयी)(?: है)?[ ,:;-]*(?:अब )?(?:नया |नई )?W(?: (?:है|हैं|हो गया)|$)',
    '(?:मेरे|हमारे) पास (?:एक )?(?:नया|नई) A(?: है)? ?[:,-]? ?V',
  ],
  says: [
    [
      'shaped',
      '(?:अब से|आगे से|आज से),? (?:कृपया |प्लीज |मैं |हम )*W (?:का|पर|से|ही|को|में)(?: ही)?(?: [^.,!?]{0,12})? ?(?:इस्तेमाल|उपयोग|यूज|भेज|भुगतान|पेमेंट|लिख|कॉल)',
    ],
    [
      'shaped',
      '[^.,!?]{2,40}? (?:की जगह|के बजाय|के बदले)(?: अब| कृपया| मैं| मुझे)* W (?:से|पर|का|को|ले|दे|चाहिए|यूज|इस्तेमाल|कर|भेज)',
    ],
    ['shaped', '[^.,!?]{2,40}? (?:नहीं|नही),? (?:बल्कि|अब) V'],
    ['size', '(?:अब |मुझे |हमें )+(?:अब )?(?<value>[^.,!?]{1,20}?) (?:साइज )?(?:चाहिए|लगता है|आता है|पहनता हूं|पहनती हूं)'],
    [
      'delivery_time',
      '(?:डिलीवरी|कूरियर|पार्सल|ऑर्डर|डिलीवरी बॉय)(?: को| हमेशा| कृपया)* W (?:चाहिए|करें|कीजिए|करना|आए|आएं|आना|भेजें|भेजिए|दें)',
    ],
    [
      'company',
      '(?:हमारी |मेरी )?(?:कंपनी|दुकान|फर्म) का (?:नया )?नाम (?:अब )?(?:बदलकर )?(?<value>[^.,!?]{2,40}?) (?:है|हो गया|रख|कर दिया)',
    ],
    ['preferred_payment', '(?:अब |मैं |हम )+W से (?:पेमेंट|भुगतान) कर(?:ना चाहता|ना चाहती|ूंगा|ूंगी|ेंगे)'],
    ['moved_at', '(?:अब|अभी) (?:हम|मैं|हमारा घर|पता) W (?:पर|में) (?:हैं|हूं|है|रहते|रहता|रहती)'],
  ],
  moved:
    '(?:मैं|हम|मैंने घर|हमने घर)(?: अब| हाल ही में)*(?: [^.,!?]{2,30})? ?(?:शिफ्ट|मूव) (?:हो|कर) (?:गया|गई|गए|लिया|चुके|चुका|चुकी)(?: हूं| हैं| है)?|(?:मैंने|हमने) (?:घर|मकान|पता) बदल (?:लिया|दिया)(?: है)?|(?:मैं|हम) (?:अब )?वहां नहीं रह(?:ता|ती|ते)(?: हूं| हैं)?',
  at: '(?:अब |और )*(?:(?:हमारा |मेरा )?(?:नया )?(?:पता|एड्रेस|घर)(?: है)?|हम|मैं|अब)(?: अब)?(?: ?:)?',
  ends: '(?:पर|में)(?: है| हैं| हूं| रहते| रहता| रहती)|है|हैं|हूं',
}

/** As most people type it. */
export const HINDI_IN_LATIN_CHANGES: ChangeWords = {
  attributes: {
    contact_person: 'contact person|sampark',
    delivery_time: 'delivery (?:ka )?(?:time|samay|slot)',
    preferred_payment: 'payment(?: method| ka tarika)?|bhugtan',
  },
  wider: {},
  attribute: [
    '(?:mera|meri|mere|hamara|hamari) A (?:ko |ab )*W (?:par |pe |me |mein |se |ke liye )?(?:change|update|badal|set|shift|switch|kar)(?: kar)? ?(?:dijiye|dijie|do|de|den|dein|diya|karo|kijiye|lo)',
    '(?:mera|meri|hamara|hamari) A (?:badal gaya|badal gayi|change ho gaya|change ho gayi)(?: hai| h)?[ ,:;-]*(?:ab )?(?:naya |nayi )?W(?: (?:hai|hain|h|he|ho gaya)|$)',
    '(?:mere|hamare) paas (?:ek )?(?:naya|nayi|new) A(?: hai| h)? ?[:,-]? ?V',
  ],
  says: [
    [
      'shaped',
      '(?:ab se|aage se|aaj se),? (?:please |plz |pls |main |hum )*W (?:ka|par|pe|se|hi|ko|me|mein|use)(?: hi)?(?: [^.,!?]{0,12})? ?(?:istemal|use|karo|kijiye|karna|bhej|payment|likh|call)',
    ],
    [
      'shaped',
      '[^.,!?]{2,40}? (?:ki jagah|ke bajay|ke badle|ke bajaye)(?: ab| please| plz| main| mujhe)* W (?:se|par|pe|ka|ko|use|le|lo|de|do|dena|chahiye|kar|karo|bhej|istemal)',
    ],
    ['shaped', '[^.,!?]{2,40}? (?:nahi|nahin|nhi),? (?:balki|ab) V'],
    [
      'size',
      '(?:ab |mujhe |hamein )+(?:ab )?(?<value>[^.,!?]{1,20}?) (?:size )?(?:chahiye|chaiye|lagta hai|aata hai|pehenta|pehenti)',
    ],
    [
      'delivery_time',
      '(?:delivery|courier|parcel|order|delivery boy)(?: ko| hamesha| please| plz)* W (?:chahiye|chaiye|karo|kijiye|karna|aaye|aana|bhejo|bhejna|dena|do)',
    ],
    [
      'company',
      '(?:hamari |meri )?(?:company|dukaan|dukan|firm) ka (?:naya )?(?:naam|name) (?:ab )?(?:badalkar )?(?<value>[^.,!?]{2,40}?) (?:hai|h|ho gaya|rakh|kar diya)',
    ],
    ['preferred_payment', '(?:ab |main |mai |hum )+W se (?:payment|bhugtan|pay) kar(?:na chaht[ai]|unga|ungi|enge)'],
    [
      'moved_at',
      '(?:ab|abhi) (?:hum|main|mai|hamara ghar|address) W (?:par|pe|me|mein) (?:hain|hai|hu|hoon|hun|h|rehte|rehta|rehti)',
    ],
  ],
  moved:
    '(?:main|mai|hum|maine ghar|humne ghar)(?: ab| recently)*(?: [^.,!?]{2,30})? ?(?:shift|move) (?:ho|kar) (?:gaya|gayi|gaye|liya|chuke|chuka|chuki)(?: hu| hoon| hun| hain| hai)?|(?:maine|humne) (?:ghar|makan|address|pata) (?:badal|change) (?:liya|diya|kar liya)(?: hai)?|(?:main|mai|hum) (?:ab )?(?:wahan|waha) (?:nahi|nahin|nhi) reh(?:ta|ti|te)(?: hu| hain)?',
  at: '(?:ab |aur )*(?:(?:hamara |mera )?(?:naya |new )?(?:pata|address|ghar)(?: hai)?|hum|main|mai|ab)(?: ab)?(?: ?:)?',
  ends: '(?:par|pe|me|mein)(?: hai| hain| hoon| hu| hun| h| rehte| rehta| rehti)|hai|hain|h|hoon|hu',
}
