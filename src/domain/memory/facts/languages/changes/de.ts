import type { ChangeWords } from '../../words.ts'

const SOON = 'ab (?:jetzt|sofort|heute|nun)|von (?:jetzt|nun) an|kunftig|zukunftig|in zukunft'
const USE =
  '(?:nutz|benutz|verwend|nimm|nehm|belast|schick|send|schreib|ruf|liefer|erreich)\\p{L}*(?: sie| ihr)?(?: mich| mir| uns)?(?: bitte)?(?: an| auf| nach| unter| per| mit)?'
const WISH =
  '(?:bitte |ich mochte |mochte ich |ich will |ich zahle |zahle ich |ich nehme |nehme ich |ich brauche |brauche ich |lieber |per |mit |die |das |den |eine[nr]? )'
const BRINGER =
  '(?:kurier(?:e|fahrer)?|bote|paketbote|fahrer|zusteller|postbote|lieferungen|lieferung|pakete?|bestellungen|lieferdienst)'

export const GERMAN_CHANGES: ChangeWords = {
  attributes: {
    contact_person: 'ansprechpartner(?:in)?|ansprechperson|kontaktperson|kontakt',
    delivery_time: 'lieferzeit|lieferfenster|zustellzeit|zeitfenster',
  },
  wider: { preferred_payment: 'zahlung(?:en)?|bezahlung|abrechnung' },
  attribute: [
    '(?:stell|ander|aktualisier|korrigier|setz|wechsel|leg|pass)\\p{L}*(?: sie| ihr)?(?: bitte)? (?:meine?n?|die|den|unsere?n?) A (?:von [^,;!?]{2,40}? )?(?:auf|zu|in|als) (?:die |den |das )?V',
    '(?:nutz|benutz|verwend|nehm|nimm|setz|speicher|notier|trag)\\p{L}*(?: sie)?(?: bitte)? W als (?:meine?n?|unsere?n?|die|den|neue[nr]?) A',
    '(?:ich habe|wir haben|habe|hab|haben)(?: jetzt| nun| seit \\p{L}+)* (?:eine?n?|ne|nen|jetzt eine?n?) (?:neue[nrs]?|andere[nrs]?) A(?: ?[,:;=-])? ?(?:(?:jetzt |nun |die |das |sie |es )*(?:ist|lautet)(?: jetzt| nun)?)?(?: ?:)? V',
    '(?:meine?|unsere?|die|der) A (?:hat sich|ist|wurde)(?: jetzt| leider)* (?:geandert|neu|gewechselt)[ ,:;-]*(?:sie |es |und |auf |ist |lautet )*(?:jetzt |nun )?V',
    '(?<=^\\s*|[,:;] )W (?:ist|lautet) (?:jetzt (?:meine?|unsere?)|(?:meine?|unsere?|die|der) neue[rs]?|ab sofort (?:meine?|unsere?)(?: neue[rs]?)?) A',
  ],
  says: [
    [
      'moved_at',
      '(?:unser|mein|unsere|meine) neue[rs]? (?:buro|wohnung|haus|laden|geschaft|zuhause) (?:ist|liegt|befindet sich) (?:jetzt )?(?:in der|in|im|an der|am)? ?V',
    ],
    ['shaped', '(?:die|der|das) (?:neue|richtige|aktuelle) (?:ist|lautet)(?: jetzt| nun)? V'],
    [
      'company',
      '(?:die|unsere?|meine?) (?:firma|unternehmen) hat (?:ihren|den) namen (?:in|zu|auf) (?<value>[^,;!?]{2,40}?) geandert',
    ],
    ['shaped', `(?:${SOON}),? ${WISH}{0,4}(?:${USE} )?(?:die |das |den |meine? )?V`],
    ['shaped', `${USE} (?:bitte )?(?:${SOON}) (?:bitte )?(?:nur )?(?:die |das |den |meine? )?V`],
    ['shaped', `${USE} W (?:${SOON})`],
    [
      'shaped',
      '(?:nicht mehr|nicht|keine?) [^,;!?]{2,40}?(?: mehr)?,? sondern (?:per |mit |in |nach |an |zu |die |das )?V',
    ],
    [
      'shaped',
      `(?:statt|anstatt|anstelle von) [^,;!?]{2,50}?(?:, ?|(?= ${USE} | ${WISH}) )${WISH}{0,4}(?:${USE} )?(?:die |das |den |meine? |bitte )*V`,
    ],
    ['shaped', `(?:${USE}|${WISH}{1,4}) ?(?:die |das |den |meine? |bitte )*W (?:statt|anstatt|anstelle)`],
    ['shaped', '(?:wechsel\\p{L}*|umstell\\p{L}*|stell\\p{L}*)(?: sie| mich| es| bitte)* (?:auf|zu|zur|zum) V'],
    [
      'preferred_payment',
      '(?:ich|wir) (?:mochte|mochten|will|wollen|wurde|werde)(?: gerne?| lieber| bitte| jetzt| kunftig| ab jetzt| ab sofort| nun)* (?:per|mit|in|uber|auf) (?<value>[^.,;!?]{2,40}?) (?:be)?zahlen|(?:zahle|bezahle|zahlen)(?: ich| wir)?(?: ab jetzt| ab sofort| kunftig| jetzt| nun| lieber)+ (?:per|mit|in|uber|auf) V',
    ],
    [
      'size',
      '(?:ich |wir )?(?:brauche|trage|nehme|benotige)(?: ich)?(?: jetzt| inzwischen| nun| mittlerweile)* (?:eine |die |ein |in )?(?:(?:schuh|kleider|konfektions)?grosse )?V',
    ],
    [
      'delivery_time',
      `${BRINGER} (?:soll|sollte|sollen|kann|konnen|muss|mussen|darf|mochte)(?: bitte| nur| erst| immer)* (?<value>[^.,;!?]{3,50}?) (?:kommen|liefern|klingeln|zustellen|geliefert|ankommen|erfolgen)`,
    ],
    [
      'delivery_time',
      '(?:bitte |nur |immer )*(?:liefern|liefert|kommen|bringen)(?: sie)?(?: bitte| immer| nur| erst| alles)* V|bitte (?:immer |nur |erst )*(?<value2>[^.,;!?]{3,50}?) liefern',
    ],
    [
      'company',
      '(?:wir haben|ich habe) (?:die |unsere? |meine? )?(?:firma|unternehmen|geschaft|laden)?(?: jetzt| von [^,;!?]{2,40}?)* in (?<value>[^.,;!?]{2,40}?) umbenannt',
    ],
    [
      'company',
      '(?:die|unsere?|meine?|das) (?:firma|unternehmen|geschaft|laden) (?:heisst|nennt sich)(?: jetzt| nun| ab jetzt| seit \\p{L}+)* V|(?:wir|jetzt) (?:heissen|nennen uns)(?: wir)?(?: jetzt| nun) V',
    ],
    [
      'company',
      '(?:neuen? job|neue stelle|job gewechselt|arbeitgeber gewechselt)[^\\n]{0,20}?(?:bin|arbeite)(?: ich)?(?: jetzt)? bei V',
    ],
    [
      'changed_to',
      '(?:stell|wechsel|buch|setz)\\p{L}*(?: sie)? (?:mich|uns)(?: bitte)? (?:auf|in) (?:den |das )?(?:tarif )?V',
    ],
    [
      'moved_at',
      '(?:wir sind|ich bin|wir wohnen|ich wohne|sind wir|bin ich) (?:jetzt|nun|ab sofort|inzwischen) (?:in der|in|im|an der|am|auf der)?(?: ?:)? ?V|(?:jetzt|nun|ab sofort|inzwischen) (?:wohnen wir|wohne ich|sind wir|bin ich) (?:in der|in|im|an der|am)? ?V',
    ],
  ],
  moved:
    '(?:ich bin|wir sind|bin|sind)(?: \\p{L}+){0,2} (?:umgezogen|weggezogen|ausgezogen)|(?:ich|wir) (?:wohne|wohnen|lebe|leben|bin|sind)(?: leider)? nicht mehr (?:dort|da|hier|(?:in|an|am|im)(?: der)? [^,;!?]{3,40})|(?:ich habe|wir haben|habe) (?:jetzt )?eine neue (?:wohnung|adresse|anschrift)',
  at: '(?:(?:und|jetzt|nun|ab sofort) )*(?:wir (?:wohnen|sind|leben)|ich (?:wohne|bin|lebe)|wohne(?:n)?(?: ich| wir)?|ist es|es ist|sie (?:ist|lautet)|(?:meine |unsere |die )?(?:neue )?(?:adresse|anschrift)(?: ist| lautet)?|jetzt|nun|nach)(?: jetzt| nun| ab sofort)*(?: in der| in| im| an der| am| auf der)?(?: ?:)?',
}
