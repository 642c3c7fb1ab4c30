import type { FactWords } from '../words.ts'
import { GERMAN_CHANGES } from './changes/de.ts'

const DO =
  '(?:anrufen|klingeln|klopfen|abstellen|liefern|kontaktieren|schreiben|verwenden|benutzen|weitergeben|teilen|schicken|senden|stellen|hinterlassen|ablegen|antworten|melden|bestatigen|einpacken|storen|ersetzen)'

export const GERMAN: FactWords = {
  language: 'de',
  my: 'meine?|unsere?|die|der',
  attributes: {
    name: '(?:voller |vollstandiger )?name|nachname|vorname',
    home_address: 'adresse|anschrift|wohnadresse',
    delivery_address: 'lieferadresse|lieferanschrift|versandadresse',
    billing_address: 'rechnungsadresse|rechnungsanschrift',
    email: 'e-?mail(?:-?adresse)?|mail(?:-?adresse)?',
    phone: 'telefonnummer|handynummer|mobilnummer|telefon|handy|nummer|rufnummer|whatsapp',
    company: 'firma|arbeitgeber|unternehmen',
    birthday: 'geburtstag|geburtsdatum',
    home_city: 'stadt|wohnort',
    size: '(?:schuh|kleider|konfektions)?grosse',
    plan: 'tarif|abo|plan',
    language: 'sprache|muttersprache',
    preferred_payment: 'zahlungsart|zahlungsmethode|zahlungsweise',
    favourite: 'lieblings\\p{L}+',
  },
  beside: 'neue[rs]?|aktuelle[rs]?|richtige[rs]?|korrekte[rs]?|private[rs]?|bevorzugte[rs]?',
  is: 'ist jetzt|ist nun|lautet jetzt|lautet|ist|hat sich geandert auf',
  change:
    '(?:ander\\p{L}*|aktualisier\\p{L}*|korrigier\\p{L}*)(?: sie)?(?: bitte)?(?: meine?| die| den) A (?:auf|zu|in) V',
  says: [
    ['comes_from', 'ich komme aus V'],
    ['home_address', '(?:ist|lautet) (?:jetzt )?meine (?:neue )?(?:adresse|anschrift) V'],
    ['allergic_to', 'ich (?:sehr |stark )?allergisch (?:gegen|auf) (?<value>[^.,;!?]{2,40}?) bin'],
    ['birthday', 'ich bin am (?<value>[^,;!?]{2,30}?) geboren'],
    [
      'never',
      '(?:rufen|ruft|ruf|klingeln|schreiben)(?: sie)?(?: mich| mir)?(?: bitte)? (?:nicht|nie|niemals) (?:mehr )?V',
    ],
    ['home_address', '(?:ich bin|wir sind) umgezogen[,:.]? ?(?:neue adresse:? ?|jetzt |nach )?V'],
    ['no_longer_allergic_to', 'ich bin nicht mehr allergisch (?:gegen|auf) V|ich bin nicht mehr gegen V allergisch'],
    [
      'allergic_to',
      '(?:ich bin|wir sind|bin)(?: sehr| stark| auch| leider| hoch)? allergisch (?:gegen|auf) V|ich bin (?:gegen|auf) (?<value2>(?!nicht)[^.,;!?]{2,50}?) allergisch|ich reagiere(?: sehr| stark)? allergisch auf (?<value3>.{2,60})',
    ],
    [
      'allergic_to',
      '(?:ich )?(?:habe|hab|leide an)(?: ich)?(?: eine[r]?)?(?: starke[n]?| schwere[n]?)? allergie gegen V|ich (?:habe|hab)(?: eine)?(?: starke| schwere)? (?<value2>\\p{L}{3,30}allergie)',
    ],
    [
      'cannot_eat',
      'ich (?:darf|kann|soll)(?: leider)? (?:kein\\p{L}*) (?<value>[^.,;!?]{2,40}?) (?:essen|trinken|zu mir nehmen)|ich (?:esse|trinke|vertrage)(?: leider| gar)? kein\\p{L}* V|ich vertrage (?<value2>[^.,;!?]{2,40}?) nicht',
    ],
    [
      'no_longer_diet',
      '(?:ich bin|bin) (?:nicht mehr|kein|keine) (?<value>vegetarier(?:in)?|veganer(?:in)?|vegan|vegetarisch)(?: mehr)?',
    ],
    [
      'diet',
      '(?:ich bin|wir sind|bin)(?: jetzt| auch| strenge[rn]?)? (?<value>vegetarier(?:in|innen)?|veganer(?:in|innen)?|pescetarier(?:in)?|laktoseintolerant|glutenintolerant)|ich (?:esse|ernahre mich|lebe)(?: nur| jetzt| rein| ausschliesslich)? (?<value2>vegetarisch|vegan|glutenfrei|laktosefrei|koscher|halal)',
    ],
    [
      'health_condition',
      'ich bin (?<value>diabetiker(?:in)?|asthmatiker(?:in)?|epileptiker(?:in)?|schwanger|gehorlos|blind|schwerhorig|rollstuhlfahrer(?:in)?|farbenblind)|ich habe (?<value2>diabetes|asthma|zoliakie|epilepsie|bluthochdruck)',
    ],
    [
      'prefers',
      '(?:ich|wir) (?:bevorzuge|bevorzugen) V|(?:ich|wir) (?:mag|mogen|mochte|mochten|hatte|hatten|nehme|trinke|esse|zahle) (?:am )?lieb(?:er|sten) V|(?:ich|wir) (?:ziehe|ziehen) (?<value2>[^.,;!?]{2,50}?) vor|(?:mir|uns) (?:ist|sind|ware|waren) (?<value3>[^.,;!?]{2,50}?) lieber',
    ],
    ['likes', 'ich (?:liebe|mag) (?:sehr )?(?!nicht|kein)V'],
    ['dislikes', 'ich (?:hasse|mag kein\\p{L}*|mag keine) V|ich mag (?<value2>[^.,;!?]{2,40}?) nicht'],
    ['always', `bitte (?:\\p{L}+ )?immer V|(?<=bitte )(?<value>.{2,70}? immer .{2,50})`],
    [
      'never',
      `bitte (?:nie|niemals|nicht) (?<value3>[^.;!?]{0,60}?${DO})|bitte (?<value>[^.;!?]{2,60}? (?:nie|niemals|nicht|keinesfalls) [^.;!?]{0,50}?${DO})`,
    ],
    ['always', 'ab (?:jetzt|sofort),? (?:bitte )?(?:immer |nur )?V'],
    [
      'preferred_name',
      '(?:nenn(?:en|t)?(?: sie)? mich(?: bitte| einfach)?|alle nennen mich|sie konnen mich|du kannst mich|man nennt mich) V|ich heisse V',
    ],
    [
      'moved_to',
      '(?:ich bin|wir sind|bin)(?: gerade| vor kurzem| jetzt| neulich| letzte woche| kurzlich)* (?:nach|in die|in den|in das|ins|zur?) (?<value>[^.;!?]{2,60}?) (?:um)?gezogen',
    ],
    [
      'lives_in',
      '(?:ich|wir) (?:wohne|wohnen|lebe|leben)(?: jetzt| inzwischen| derzeit| nun)? (?:in der|in|im|an der|am) V|jetzt (?:wohne|lebe) ich (?:in|in der) (?<value2>.{2,60})',
    ],
    ['company', 'ich arbeite(?: jetzt| derzeit)? (?:bei|fur)(?: der| die)? V'],
    [
      'job_title',
      'ich arbeite als V|ich bin (?:von beruf )?(?<value>lehrer(?:in)?|arzt|arztin|krankenschwester|krankenpfleger|anwalt|anwaltin|student(?:in)?|ingenieur(?:in)?|fotograf(?:in)?|architekt(?:in)?|koch|kochin|fahrer(?:in)?)',
    ],
    [
      'changed_to',
      '(?:ich bin|wir sind|ich habe|habe)(?: jetzt)?(?: vom V)? (?:zum|auf den|auf|zu) (?<value2>[^.,;!?]{2,40}?) gewechselt',
    ],
    [
      'reach_at',
      '(?:sie |ihr |)(?:erreich\\p{L}*|kontaktier\\p{L}*|schreib\\p{L}*|ruf\\p{L}*)(?: sie)?(?: mich| mir| uns)(?: bitte| am besten)* (?:unter|auf|an|per) V',
    ],
    [
      'language',
      '(?:bitte )?(?:schreib\\p{L}*|antwort\\p{L}*|sprech\\p{L}*)(?: sie)?(?: mir)?(?: bitte)?(?: nur)? auf (?<value>deutsch|englisch|spanisch|portugiesisch|franzosisch|italienisch|arabisch|turkisch)|(?:bitte )?(?:nur )?auf (?<value2>deutsch|englisch|spanisch|franzosisch|turkisch) (?:schreiben|antworten)|ich spreche nur (?<value3>deutsch|englisch|spanisch|franzosisch|arabisch|turkisch)',
    ],
    [
      'preferred_payment',
      '(?:ich|wir) (?:zahle|bezahle|zahlen|bezahlen)(?: immer| meistens| normalerweise| nur)? (?:per|mit|in|uber) V',
    ],
    [
      'appointment',
      '(?:ich habe|wir haben|habe)(?: \\p{L}+)? (?:einen termin|eine reservierung|einen tisch|eine buchung|ein meeting|einen besuch)(?: \\p{L}+){0,3}? (?<date>(?:am|fur|um|morgen|heute|ubermorgen|nachsten) .{2,60})|(?:mein|unser|der|meine|unsere) (?:termin|reservierung|buchung|flug|hochzeit|lieferung|besuch)(?: \\p{L}+)? ist (?<date2>(?:am|um|morgen|heute|ubermorgen|nachsten) .{2,60})|ich habe (?<date3>(?:am|morgen|heute) [^.;!?]{2,40}?) einen termin',
    ],
    [
      'appointment',
      '(?:ich|wir) (?:komme|kommen|hole|holen)(?: \\p{L}+){0,3}? (?<date>(?:am|um|morgen|heute|ubermorgen|nachsten) .{2,60})',
    ],
  ],
  changes: GERMAN_CHANGES,
  blockers:
    'wenn|falls|ob|sofern|angenommen|stell\\p{L}* (?:dir|euch|sie sich)|ware|wurde|hatte|konnte|vielleicht|glaub\\p{L}*|denk\\p{L}*|dacht\\p{L}*|meint\\p{L}*|sagt\\p{L}*|sagen|frag\\p{L}*|als|bevor|nie|nicht|kein\\p{L}*|freund(?:in)?|beispiel|wer|was|wo|wie|warum|wann|welche[rsn]?|hast|haben sie|bist|sind sie|ihre?|deine?|seine?|damals|fruher',
  stops:
    'weil|aber|denn|also|deshalb|daher|bitte|danke|wenn|wahrend|und (?:ich|mein\\p{L}*|bitte|mochte|kann|will|brauche|auch|habe|nicht)|konnen sie|konnt ihr|kannst du|gibt es|ist das|haben sie|seit|statt|anstatt|obwohl|sondern|jetzt|auch|haha',
  noValue:
    'nicht|nie|kein\\p{L}*|die gleiche|dieselbe|gleich|falsch|das|es|sie|ihnen|dir|dich|euch|ihre?|was|wie|wo|nichts|etwas|kaputt|weg|unbekannt|leider|wissen|gerne|gern|stornieren|eine ruckerstattung|mein geld|veraltet',
}
