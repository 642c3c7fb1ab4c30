import type { ChangeWords } from '../../words.ts'

const SOON = 'from now on|from today|going forward|in (?:the )?future|from here on|from this week'
const USE =
  '(?:use|take|try|keep|(?:charge|bill|invoice)(?: me| us)?(?: by| via| with| to| per)?|contact me (?:on|at|under|via)|(?:reach|call|text|e-?mail|write) (?:me|us)(?: \\w+)? (?:on|at|under)|(?:send|ship|deliver|post|bring)(?: it| them| everything| my orders| all orders)? to|pay (?:with|by|via))'
const WISH =
  "(?:please |pls |just |only |kindly |rather |i(?:'d| would| will|'ll)? (?:like|prefer|want|take|have|need) |to |an? )"
const BRINGER =
  '(?:courier|driver|delivery(?: man| guy| person| driver)?|postman|rider|messenger|parcels?|packages?|orders?|deliveries)'

export const ENGLISH_CHANGES: ChangeWords = {
  attributes: {
    contact_person: '(?:main |point of )?contact(?: person| name)?|account manager on our side',
    delivery_time: '(?:delivery|drop-?off) (?:time|window|slot|hours?)|time of delivery',
  },
  wider: { preferred_payment: 'payments?|billing' },
  attribute: [
    `(?:use|take|contact me on|call me on) (?:my|the|our) (?:other|second|new) A(?: (?:${SOON}|instead|now|please))* ?(?:[,:=-]|it's|it is|which is)* ?V`,
    '(?:chang(?:e|ed|ing)|switch(?:ed|ing)?|updat(?:e|ed|ing)|mov(?:e|ed)|set|correct|amend|put) (?:over )?(?:my|the|our) A (?:on [a-z ]{3,30}? |in [a-z ]{3,30}? |for [a-z ]{2,20}? |from [^,;!?]{2,40}? )?(?:over )?(?:to|into|as|for) V',
    '(?:use|take|put|set|save|note|register|add|store) W (?:as|for) (?:my|the|our) A',
    "(?:i|we)(?:'ve| have)?(?: now| just)*(?: got| have| use)?(?: now)? (?:a|another) (?:new|different) A(?: now)?(?: ?[,:;=-])? ?(?:(?:it|that|which|this)(?:'s| is)|here it is|now)?(?: ?:)? V",
    "(?:my|our|the) A (?:has |have |was |is |just |recently |been )*(?:changed|updated|different now)[ ,:;-]*(?:to |and )?(?:(?:it|that|now|the new one|the right one)(?:'s| is)? )*(?:now )?V",
    '(?<=^\\s*|[,:;] )W (?:is|are|will be) (?:now (?:my|our)(?: new| current)?|(?:my|our|the) (?:new|current)) A',
  ],
  says: [
    [
      'delivery_time',
      `(?:have|let|ask|tell|get) (?:the |your |my )?${BRINGER} (?:to )?(?:come|arrive|deliver|ring|call|drop by)(?: only)? V`,
    ],
    [
      'company',
      '(?:our|the|my) (?:company|business|firm|shop|store|brand) (?:has |have )?(?:just |recently )?changed (?:its|the|their) name(?: from [^,;!?]{2,40}?)? to V',
    ],
    ['shaped', `${USE} (?<value>[^,;!?]{2,60}?) (?:${SOON}|instead)`],
    ['shaped', `${USE} W (?:${SOON}|instead)`],
    ['shaped', "the (?:new|right|correct|current) one(?: is|'s)(?: now)? V"],
    ['shaped', `(?:${SOON}),? ${WISH}{0,4}${USE} (?:my |our |the )?V`],
    [
      'shaped',
      `(?:not|no longer|no more|no) [^,;!?]{2,40}?(?: any ?more| any longer)?,? but(?: rather| now| instead| with| by| to)? V`,
    ],
    ['shaped', `instead of [^,;!?]{2,50}?(?:, ?|(?= ${USE} | ${WISH}) )${WISH}{0,4}(?:${USE} )?(?:my |our |the )?V`],
    [
      'shaped',
      `(?:${USE}|make it|change it to|switch (?:it |me |us )?to|i(?:'d| would) (?:like|prefer)(?: to use| to pay by| to pay with)?|i want) (?:my |our |the )?W (?:instead of|rather than|and not|not)`,
    ],
    ['shaped', '(?:switch|change|update|put|move) (?:it|me|us|that|my account|everything) (?:over )?(?:to|onto|on) V'],
    [
      'shaped',
      "(?:i|we)(?:'ve| have)?(?: just| now| recently)* (?:switched|changed|moved)(?: over)?(?: from [^,;!?]{2,40}?)? to V",
    ],
    [
      'preferred_payment',
      "(?:i|we)(?:'d| would|'ll| will|'m going| want| now| like| prefer| rather| to)* pay(?:ing)? (?:by|with|via|in|using|through) V",
    ],
    [
      'size',
      "(?:i|we)(?:'d| would| now| actually| currently| usually| always| like)* (?:need|take|wear|fit|order|am)(?: now)? (?:an? |the |in |into )*V|i'm(?: now| currently)? (?:an? )?V",
    ],
    ['size', '(?:make it|change it to|give me|send me) (?:an? |the )?size V'],
    [
      'delivery_time',
      `${BRINGER} (?:should|must|can|could|may|has to|have to|needs? to|please)(?: only| please| best| rather)* (?:come|arrive|deliver|be delivered|be here|ring|call|drop by)(?: only| here| by)? V`,
    ],
    [
      'delivery_time',
      '(?:please|pls|kindly|can you|could you|only|always)(?: only| always)? (?:deliver|come|drop (?:it|them) off|bring (?:it|them|my orders?))(?: it| them| everything| only| my orders?)* V',
    ],
    ['delivery_time', "(?:i|we)(?:'m| am| are|'re) (?:only |now )*(?:at )?home(?: only)? V"],
    [
      'company',
      "(?:we|i)(?:'ve| have| are|'re)?(?: just| recently| now| been)* (?:renamed|rebranded)(?: (?:the|our|my) \\w+| ourselves)?(?: from [^,;!?]{2,40}?)? (?:to|as|into) V",
    ],
    [
      'company',
      "(?:the|our|my) (?:company|business|firm|shop|store|brand)(?:'s name)? (?:is|was|has been|goes)(?: now| just| recently)* (?:called|renamed|rebranded|known as|named|by)(?: to| as| now)? V",
    ],
    [
      'company',
      "(?:we|our company)(?:'re| are| is) now (?:called|known as|named) V|chang(?:e|ed|ing) (?:our|the company)(?: company)?(?:'s)? name to V",
    ],
    [
      'company',
      "(?:chang\\w+|switch\\w+|new|another|quit my) (?:jobs?|employers?)[^\\n]{0,20}?i(?:'m| am| work)(?: now)? (?:at|with|for) V",
    ],
    [
      'plan',
      '(?:switch|move|upgrade|downgrade|put|change|sign) (?:me|us|my account|our account)(?: over| up)? (?:to|on|onto|for) (?:the |your )?(?<value>[a-z][\\w-]*(?: [a-z][\\w-]*)?) (?:plan|tier|package|subscription)',
    ],
    [
      'moved_at',
      "(?:we(?:'re| are)|i(?:'m| am)) (?:now |currently )(?:at|on) V|(?:we(?:'re| are)|i(?:'m| am)|we live|i live) (?:at|on|in) W (?:now|these days|from now on)(?= *$|[,;])|(?:our|my) (?:new|current) (?:home|house|flat|place|office|shop|store|apartment|studio)(?: is| 's)(?: now)? (?:at|on|in) V",
    ],
  ],
  moved:
    "(?:i|we)(?:'ve| have)?(?: just| recently| finally| now| also)* (?:moved|relocated|changed (?:flats?|apartments?|house|offices?|address(?:es)?))(?: out| house| home| away| offices?| apartments?| flats?| last \\w+| this \\w+)*|(?:i|we)(?: don'?t| do not| no longer)(?: actually)? (?:live|stay|work) (?:there|here|(?:at|in|on) [^;!?]{3,40}?)(?: any ?more| any longer)|(?:i|we) no longer live (?:there|here|(?:at|in|on) [^,;!?]{3,40})|(?:i|we)(?:'ve| have)?(?: got)? a new (?:home|flat|house|place|apartment|office|address)|(?:my|our) address (?:has )?changed",
  at: "(?:we(?:'re| are| live| moved)|i(?:'m| am| live| moved)|it(?:'s| is)|that(?:'s| is)|to|(?:my |our |the )?(?:new )?(?:address|place|home|house|flat|office|one)(?: is|'s)?|now|at)(?: now| currently| living| located| based)*(?: at| in| on| to| is)?(?: ?:)?",
}
