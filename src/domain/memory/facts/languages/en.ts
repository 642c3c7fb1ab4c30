import type { FactWords } from '../words.ts'
import { ENGLISH_CHANGES } from './changes/en.ts'

const VERB =
  '(?:call|ring|knock|leave|contact|deliver|use|text|write|share|ship|give|put|email|send|add|include|bring|speak|reply|ask|charge|bill|pack|wrap|book|check|confirm|wait|phone|message|disturb|substitute|replace|keep|address|mention|invoice|seat|serve)'

export const ENGLISH: FactWords = {
  language: 'en',
  my: 'my|our',
  attributes: {
    name: '(?:full |first |last |family |legal |real )?name|surname',
    home_address: '(?:home |street |postal |mailing )?address',
    delivery_address: '(?:delivery|shipping) address',
    billing_address: '(?:billing|invoice) address',
    email: 'e-?mail(?: address| id)?',
    phone: '(?:phone|mobile|cell|telephone|whatsapp|contact)(?: ?phone)?(?: number| no)?|number',
    company: '(?:company|employer|business|firm)(?: name)?',
    birthday: 'birthday|birth date|date of birth|dob|bday',
    home_city: 'city|town|home ?town',
    size: '(?:shoe |shirt |clothing |ring |dress )?size',
    plan: 'plan|subscription',
    language: '(?:preferred |native |mother )?(?:language|tongue)',
    preferred_payment: '(?:preferred )?(?:payment method|method of payment)',
    favourite: 'favou?rite (?:[a-z]+ ){0,2}[a-z]+',
  },
  beside: 'new|current|correct|actual|updated|right|real|proper|main|private|personal|work',
  is: "is now|is|'s|has changed to|changed to|will be|should be",
  change:
    '(?:chang(?:e|ed)|updated?|correct|switch(?:ed)?|set|replace) (?:(?:it|that) )?(?:my|the|our) A (?:on file |in the system |for me |from V )?to V',
  says: [
    ['comes_from', "i(?:'m| am) (?:originally )?from V"],
    ['moved_to', '(?<=^\\s*)(?:just |recently )?moved (?:offices? |house )?to V'],
    ['birthday', 'i was born on V'],
    ['prefers', '(?<=^\\s*)prefer V'],
    ['always', '(?:please|pls|plz|kindly) only V'],
    ['allergic_to', '(?<=^\\s*|[:,;]\\s*|(?:fyi|note|btw|also|and|&)\\s+)(?:severely |very |highly )?allergic to V'],
    ['size', "i (?:wear|take|am|need|have)(?: a| an)? size V|i(?:'m| am) (?:a )?size V"],
    ['plan', "i(?:'m| am) on (?:the |your )?(?<value>[a-z][\\w-]*(?: [a-z][\\w-]*)?) plan"],
    ['home_address', '(?:ship|deliver|send)(?: it| them| everything| all orders| my orders?)? to V'],

    [
      'no_longer_allergic_to',
      "i(?:'m| am) (?:no longer|not) allergic to (?<value>[^.,;!?]{2,40}?) any ?more|i(?:'m| am) no longer allergic to V",
    ],
    [
      'allergic_to',
      "(?:i(?:'m| am)|im|i am|we(?:'re| are))(?: \\w+ly| very| also| deathly| quite| super)? allergic to V",
    ],
    [
      'allergic_to',
      "i(?:'ve got| have got| have| got| suffer from)(?: an?| a \\w+)? allerg(?:y|ies) (?:to|against|for) V",
    ],
    [
      'allergic_to',
      "i(?:'ve got| have got| have| suffer from)(?: an?| a (?:severe|bad|mild|strong|serious|life-?threatening))? (?<value>[^.,;!?]{2,40}?) allergy",
    ],
    [
      'cannot_eat',
      "i (?:can'?t|cannot|can not|don'?t|do not|am not allowed to|must not|never|no longer) (?:eat|have|drink|tolerate|digest)(?: any| anything with)? V",
    ],
    ['cannot_eat', "(?:i(?:'m| am)|im) (?:\\w+ )?intolerant to V"],
    [
      'no_longer_diet',
      "(?:i(?:'m| am)|im) (?:no longer|not) (?:an? )?(?<value>vegetarian|vegan|pescatarian|kosher|halal|gluten[- ]free)(?: any ?more)?",
    ],
    [
      'diet',
      "(?:i(?:'m| am)|im|we(?:'re| are))(?: an?)?(?: now| strictly| strict| also| both| all| a strict)?(?: an?)? (?<value>vegetarians?|vegans?|pescatarians?|flexitarian|gluten[- ]free|lactose[- ]intolerant|dairy[- ]free)",
    ],
    [
      'diet',
      '(?:i|we) (?:only |just |always )?(?:eat|follow|keep|am on|need)(?: only| strictly| an?)? (?<value>vegetarian|vegan|pescatarian|kosher|halal|gluten[- ]free|lactose[- ]free|dairy[- ]free|keto|low[- ]carb)',
    ],
    [
      'health_condition',
      "(?:i(?:'m| am)|im)(?: an?)?(?: type [12])? (?<value>diabetic|c(?:o)?eliac|asthmatic|epileptic|pregnant|deaf|blind|hard of hearing|colou?r[- ]?blind|wheelchair user|in a wheelchair|immunocompromised)",
    ],
    [
      'health_condition',
      'i (?:have|suffer from|live with) (?<value>diabetes|asthma|c(?:o)?eliac disease|epilepsy|high blood pressure|a heart condition|migraines?|lactose intolerance|gluten intolerance)',
    ],
    ['prefers', "(?:i|we)(?:'d| would| really| always| usually| generally| much)* (?:prefer|rather have|favou?r) V"],
    ['likes', 'i (?:really |absolutely |just )*(?:like|love|enjoy|adore) V'],
    ['dislikes', "i (?:really |absolutely )*(?:hate|dislike|can'?t stand|don'?t like|do not like|dont like|detest) V"],
    [
      'always',
      `(?:please|pls|plz|kindly)(?: can you| could you)? always V|(?:^|, ?|and )always (?<value>${VERB} .{2,90})`,
    ],
    ['never', `(?:please|pls|plz|kindly) never V|(?:^|, ?|and |so )(?:please |pls )?never (?<value>${VERB} .{2,90})`],
    [
      'never',
      `(?:please|pls|plz|kindly)(?: do not| don'?t)(?: ever)? (?<value>${VERB} .{2,90})|(?:^|, ?)(?:do not|don'?t) ever (?<value2>${VERB} .{2,90})`,
    ],
    ['always', 'from now on,? (?:please |pls |always |only )*V'],
    [
      'preferred_name',
      "(?:please |pls |just |you can |everyone can |)(?:call|address) me(?: as)? V|(?:i go by|i(?:'m| am) called|everyone calls me|people call me|friends call me) V",
    ],
    [
      'preferred_name',
      "(?:^|hi,? |hello,? |hey,? )(?:this is (?<name>[a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2})(?= from |,| here| speaking)|(?:i(?:'m| am)|im) (?<name2>[a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2})(?= from |,|$))",
    ],
    [
      'moved_to',
      "(?:i|we)(?:'ve| have)?(?: just| recently| now| since| finally)* (?:moved|relocated|move|are moving|am moving|'m moving)(?: house| home| offices?| back| over)? (?:in)?to V",
    ],
    [
      'lives_in',
      "(?:i|we)(?: now| currently| actually| still)* live(?: now)? (?:in|at|on) V|(?:i(?:'m| am)|we(?:'re| are)) (?:now |currently )?(?:based|living|located) (?:in|at) V",
    ],
    [
      'company',
      "i(?: now| currently)? work (?:for|at|with) V|i(?:'m| am) (?:the \\w+ (?:of|at)|working (?:for|at)|with|employed (?:at|by)) V|i (?:own|run) (?:a company called |a business called )V",
    ],
    [
      'job_title',
      "i(?: now| currently)? work as an? V|i(?:'m| am) an? (?<value>(?:\\w+ )?(?:nurse|teacher|doctor|student|lawyer|developer|engineer|designer|chef|driver|pilot|photographer|accountant|freelancer|retailer|reseller|plumber|electrician|architect|journalist|dentist|farmer|manager))(?! (?:who|that|for))",
    ],
    [
      'changed_to',
      "(?:i|we)(?:'ve| have)?(?: just| now| recently)* (?:switched|changed|upgraded|downgraded)(?: back| over)?(?: from V)? to (?:the )?V",
    ],
    [
      'reach_at',
      '(?:you can |please |pls |best to |)(?:reach|contact|call|e-?mail|text|write|write to|mail|phone)(?: me| us)(?: \\w+)? (?:at|on|under|via|to) V',
    ],
    [
      'language',
      '(?:please |pls |can you |could you )?(?:write|reply|answer|speak|talk|respond|text)(?: to me| me)? (?:only )?(?:in )?(?<value>english|spanish|portuguese|german|french|hindi|arabic|italian|dutch|turkish|indonesian|polish|russian|chinese|japanese)|i (?:only |mostly |mainly )?speak (?:only )?(?<value2>english|spanish|portuguese|german|french|hindi|arabic|italian|dutch|turkish|indonesian|polish|russian|chinese|japanese)',
    ],
    [
      'preferred_payment',
      '(?:i|we) (?:always |usually |only |normally |want to |would like to |prefer to )*pay (?:by|with|via|in|using|through) V',
    ],
    [
      'appointment',
      "(?:i|we)(?:'ve| have| got)*(?: \\w+)? (?:an? |my |the |our )?(?:\\w+ )?(?:appointment|booking|reservation|meeting|table|visit|session|check-?up|fitting)(?: \\w+){0,3}? (?<date>(?:on|for|at|tomorrow|this|next|today) .{2,60})",
    ],
    [
      'appointment',
      "(?:i(?:'ll| will)|we(?:'ll| will)) (?:come|be there|stop|drop|pick it up|pick them up|collect|be home|visit)(?: \\w+){0,3}? (?<date>(?:on|at|tomorrow|this|next|today) .{2,60})",
    ],
    [
      'appointment',
      '(?:my|our|the) (?:\\w+ )?(?:appointment|booking|reservation|meeting|visit|delivery|flight|wedding|event|party|trip)(?: \\w+)? is(?: booked| scheduled| set| now| moved)? (?<date>(?:on|for|at|to|tomorrow|this|next|today) .{2,60})',
    ],
  ],
  changes: ENGLISH_CHANGES,
  blockers:
    "if|your|his|her|their|old|previous|former|whether|unless|until|suppose|supposing|imagine|would|could|might|maybe|perhaps|think|thinks|thought|thinking|said|says|say|saying|told|tell|tells|asked|ask|asking|claims?|claimed|wonder|wondering|pretend|wish|when|before|in case|as though|never|not|don't|dont|doesn't|didn't|wasn't|do you|does|did|is|are|was|were|what|where|who|which|why|how|assume|assuming|friend|example|e\\.g\\.|joking|kidding|dreamt|heard|whose|can|should|has|had|guess|unsure|not sure|doubt|like",
  stops:
    "because|but|so|since|though|although|anyway|can you|can i|can we|could you|could i|do you|does|is it|is that|is there|are there|are you|will you|what|would|how|which means|please|pls|thanks|thank you|thx|and (?:i|my|we|please|can|could|also|the|would|would|need|want|not)|if|when|while|btw|by the way|in case|just so|as (?:i|we|it|my)|that'?s why|instead|where|for your|starting|from now|since|now|these days|nowadays|at the moment|too|as well|over|any ?more|rather than|not the|haha|lol|if possible",
  noValue:
    "not|n't|no|never|waiting|mondays|people|work|stupidity|make me laugh|the same|same|wrong|incorrect|broken|missing|unknown|it|that|this|them|these|those|you|him|her|your|to not|how|what|why|when|where|who|if|nothing|anything|something|still|already|being|on the|in the|different|none|fine|ok|good|working|dead|off|to know|to say|to get|to see|to speak|to talk|to have|to hear|to cancel|to return|to order|to buy|to ask|to be refunded|a refund|my money|a problem|an issue|a question",
}
