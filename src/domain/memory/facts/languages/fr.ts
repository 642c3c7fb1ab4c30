import type { FactWords } from '../words.ts'
import { FRENCH_CHANGES } from './changes/fr.ts'

export const FRENCH: FactWords = {
  language: 'fr',
  my: "mon|ma|notre|l'|le|la",
  attributes: {
    name: 'nom(?: complet| de famille)?|prenom',
    home_address: 'adresse(?: postale)?',
    delivery_address: 'adresse de livraison',
    billing_address: 'adresse de facturation',
    email: '(?:adresse )?(?:e-?mail|mail|courriel)|adresse (?:e-?mail|mail|electronique)',
    phone: '(?:numero de |numero )?(?:telephone|portable|mobile|tel|whatsapp)|numero',
    company: 'entreprise|societe|boite|employeur',
    birthday: 'anniversaire|date de naissance',
    home_city: 'ville',
    size: 'taille|pointure',
    plan: 'forfait|abonnement|formule|plan',
    language: 'langue(?: maternelle)?',
    preferred_payment: '(?:mode|moyen|methode) de paiement',
    favourite: '[a-z]+ preferee?',
  },
  beside: 'nouvel(?:le)?|nouveau|actuel(?:le)?|correcte?|bonne?|vraie?|personnel(?:le)?|preferee?',
  is: "est maintenant|est desormais|est|c'est|a change pour|sera|devient",
  change:
    "(?:chang\\p{L}*|mett\\p{L}* a jour|modifi\\p{L}*|corrig\\p{L}*|remplac\\p{L}*)(?: mon| ma| l'| le| la) ?A (?:par|pour|en|a) V",
  says: [
    ['birthday', 'je suis nee? le V'],
    ['always', '(?:merci de|svp|veuillez) (?<value>(?:livrer|sonner|laisser|deposer) .{2,80})'],
    ['home_address', "(?:j'ai|nous avons) change d'adresse ?[,:.]? ?(?:c'est maintenant |c'est |maintenant )?V"],
    ['no_longer_allergic_to', "je ne suis plus allergique (?:aux?|a la|a l'|a) ?V"],
    [
      'allergic_to',
      "(?:je suis|j'suis|chuis|nous sommes|on est)(?: tres| aussi| gravement| fortement| egalement)? allergiques? (?:aux?|a la|a l'|a) ?V",
    ],
    [
      'allergic_to',
      "(?:j'ai|je souffre d')(?: une)? ?(?:grave |forte |severe )?allergie(?: \\p{L}+)? (?:aux?|a la|a l'|a) ?V",
    ],
    [
      'cannot_eat',
      "je ne (?:peux|dois) pas (?:manger|boire|consommer|prendre)(?: de| d'| du| des)? ?V|je ne (?:mange|bois|supporte|tolere|digere) (?:pas|jamais)(?: de la| de l'| les| le| la| de| d'| du| des)? ?V|je suis intolerante? (?:aux?|a la|a l'|a) ?V",
    ],
    ['no_longer_diet', 'je ne suis plus (?<value>vegetarien(?:ne)?|vegan[e]?|vegetalien(?:ne)?)'],
    [
      'diet',
      '(?:je suis|nous sommes|on est)(?: aussi| desormais| devenue?| maintenant| strictement)? (?<value>vegetarien(?:ne)?s?|vegan[es]*|vegetalien(?:ne)?s?|pescetarien(?:ne)?)|je (?:mange|suis un regime)(?: uniquement| seulement| que)? (?<value2>halal|casher|kasher|sans gluten|sans lactose|vegetarien|vegan)',
    ],
    [
      'health_condition',
      "je suis (?<value>diabetique|coeliaque|asthmatique|epileptique|enceinte|sourde?|malentendante?|aveugle|malvoyante?|daltonien(?:ne)?|en fauteuil roulant)|j'ai (?<value2>du diabete|le diabete|de l'asthme|une maladie coeliaque|de l'hypertension)",
    ],
    ['prefers', '(?:je|nous) (?:prefere|preferons|prefererais|prefererai) V'],
    ['likes', "j'(?:aime|adore)(?: beaucoup| bien| vraiment)? V"],
    ['dislikes', "je (?:n'aime|n aime) pas(?: du tout)? V|j'aime pas V|je (?:deteste|hais) V"],
    [
      'always',
      "(?:s'il (?:vous|te) plait|svp|stp|merci de),? (?:\\p{L}+ )?toujours V|merci de toujours V|(?:^|, ?)(?<value>(?:appelez|sonnez|livrez|laissez|ecrivez|envoyez|utilisez|prevenez|mettez|deposez)[- ]?\\p{L}* toujours .{2,80})",
    ],
    [
      'never',
      "(?:merci de |s'il (?:vous|te) plait,? |svp,? |stp,? |^|, ?)ne (?:me |m'|l'|le |la )*(?<value>(?:jamais |pas )?(?:m'|me |l'|nous )?(?:appel|sonn|livr|laiss|ecri|envoy|utilis|partag|derang|contact|mett|depos|remplac)\\p{L}*(?: jamais| pas| plus)? ?.{0,80})",
    ],
    ['always', '(?:desormais|dorenavant|a partir de maintenant),? (?:merci de |svp )?V'],
    [
      'preferred_name',
      "(?:appelez|appelle|appelles)[- ]moi V|tout le monde m'appelle V|(?:vous pouvez|tu peux) m'appeler V|je m'appelle V",
    ],
    [
      'moved_to',
      "(?:j'ai|nous avons|on a)(?: recemment| juste)? (?:demenage|emmenage)(?: recemment)? (?:au|aux|a|en|dans) V",
    ],
    [
      'lives_in',
      "(?:j'habite|je vis|nous habitons|on habite|je reside)(?: maintenant| desormais| actuellement)? (?:au|aux|a la|a|en|dans le|sur|) ?V",
    ],
    ['company', 'je (?:travaille|bosse)(?: maintenant)? (?:chez|pour) V'],
    [
      'job_title',
      'je (?:travaille|bosse) comme V|je suis (?<value>infirmier(?:e)?|medecin|professeure?|avocate?|etudiante?|ingenieure?|comptable|photographe|architecte|enseignante?|chauffeur)',
    ],
    [
      'changed_to',
      "(?:je suis|j'ai|nous sommes)(?: \\p{L}+)? (?:passee?s?|change|bascule)(?: du V)? (?:au|a la|a|pour|vers) (?:forfait |formule )?V",
    ],
    [
      'reach_at',
      "(?:vous pouvez |merci de )?(?:me |m'|nous )?(?:joindre|contact\\p{L}*|ecri\\p{L}*|appel\\p{L}*|envoy\\p{L}*)(?:[- ]moi)? (?:au|a|sur|par)(?: l'adresse)? V",
    ],
    [
      'language',
      "(?:merci de |svp,? |s'il vous plait,? )?(?:ecri\\p{L}*|repond\\p{L}*|parl\\p{L}*)(?:[- ]moi)? en (?<value>francais|anglais|espagnol|portugais|allemand|italien|arabe)|je (?:ne )?parle (?:que )?(?:le |l')?(?<value2>francais|anglais|espagnol|portugais|allemand|italien|arabe)",
    ],
    [
      'preferred_payment',
      "(?:je|nous) (?:paie|paye|payons|regle)(?: toujours| d'habitude| normalement)? (?:par|en|avec|via) V|je (?:prefere|veux) payer (?:par|en|avec|via) (?<value2>.{2,40})",
    ],
    [
      'appointment',
      "(?:j'ai|nous avons|j'ai pris|j'ai reserve)(?: une?| un| mon)? (?:rendez-vous|rdv|reservation|table|reunion|visite)(?: \\p{L}+){0,3}? (?<date>(?:le|pour|demain|ce|cet|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd'hui|a) .{2,60})|(?:mon|ma|notre|la|le) (?:rendez-vous|rdv|reservation|mariage|vol|livraison|visite)(?: \\p{L}+)? est (?<date2>(?:le|pour|prevue?|demain|ce|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|a) .{2,60})",
    ],
    [
      'appointment',
      '(?:je|nous) (?:viens|viendrai|passerai|passe|serai)(?: \\p{L}+){0,3}? (?<date>(?:le|demain|ce|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|a) .{2,60})',
    ],
  ],
  changes: FRENCH_CHANGES,
  blockers:
    "si|s'|peut-etre|suppos\\p{L}*|imagin\\p{L}*|croi\\p{L}*|croy\\p{L}*|pens\\p{L}*|dit|disent|disait|demand\\p{L}*|quand|lorsque|avant|comme si|jamais|ne|n'|pas|ami|amie|copain|exemple|ou|qui|quel\\p{L}*|pourquoi|comment|est-ce|serait|etais|etait|votre|vos|ton|son|sa|ses|avez|as-tu|parait",
  stops:
    "parce|car|mais|donc|alors|puisque|comme|s'il (?:vous|te) plait|svp|stp|merci|si|quand|pendant|et (?:je|j'|mon|ma|il|svp|aussi|pas|merci)|pouvez|pourriez|peux-tu|est-ce|avez|y a|depuis|au lieu|c'est pourquoi|maintenant|aussi|desormais|mdr",
  noValue:
    'ne pas|pas|jamais|la meme|le meme|meme|fausse?|incorrecte?|ca|cela|ce|ceci|vous|toi|lui|votre|comment|que (?:vous|tu)|rien|quelque chose|casse|perdu|savoir|parler|annuler|etre rembourse\\p{L}*|un remboursement|mon argent|mauvaise?|quand|bien',
}
