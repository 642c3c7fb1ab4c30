import type { ChangeWords } from '../../words.ts'

const SOON = "desormais|dorenavant|(?:a partir|des) (?:de )?(?:maintenant|d'aujourd'hui|ce jour)|a l'avenir"
const USE =
  '(?:utilis|pren|prel|factur|debit|envo|ecri|appel|livr|contact|joign)\\p{L}*(?:[- ](?:moi|nous|la|le|tout))?(?: au| a| sur| par| en)?'
const WISH =
  "(?:merci de |svp,? |s'il vous plait,? |je veux |je voudrais |je prefere |je souhaite |j'aimerais |il me faut |plutot |payer |regler |prendre |par |en |avec |une? )"
const BRINGER = '(?:livreur|livreuse|coursier|facteur|transporteur|livraisons?|colis|commandes?)'

export const FRENCH_CHANGES: ChangeWords = {
  attributes: {
    contact_person: 'interlocut(?:eur|rice)|personne (?:de contact|a contacter)|contact(?: principal)?',
    delivery_time: '(?:heure|horaire|creneau)s? de livraison',
  },
  wider: { preferred_payment: 'paiements?|reglements?' },
  attribute: [
    "(?:chang(?!eaient)|pass|modifi|mett|met|remplac|basculer?|corrig|actualis)\\p{L}*(?: a jour)? (?:mon|ma|mes|notre|l'|le|la) ?A (?:de [^,;!?]{2,40}? )?(?:par|pour|en|a|au|sur|comme) (?:la |le )?V",
    "(?:utilis|pren|mett|not|enregistr|ajout)\\p{L}* W comme (?:mon|ma|notre|l'|le|la)? ?A",
    "(?:j'ai|nous avons|on a)(?: maintenant| desormais)? (?:un|une) (?:nouveau|nouvel|nouvelle|autre) A(?: ?[,:;=-])? ?(?:(?:maintenant |desormais )?(?:c'est|qui est))?(?: le| la)?(?: ?:)? V",
    "(?:mon|ma|notre|l'|le|la) ?A (?:a change|n'est plus [^,;!?]{2,40}?)[ ,:;-]*(?:et |c'est |maintenant |desormais |pour )*(?:le |la )?V",
    "(?<=^\\s*|[,:;] )W (?:est|sera) (?:(?:maintenant |desormais )(?:mon|ma|notre|l'|le|la)|(?:mon|ma|notre|le|la|l') ?nouve(?:au|l|lle)) ?A",
  ],
  says: [
    [
      'moved_at',
      '(?:notre|mon|ma) nouve(?:au|l|lle) (?:bureau|maison|appartement|boutique|magasin|local) (?:est|se trouve) (?:maintenant )?(?:au|a|dans le) V',
    ],
    ['shaped', "(?:le nouveau|la nouvelle|le bon|la bonne),? (?:est|c'est)(?: le| la)? V"],
    [
      'company',
      "(?:la|notre|ma|l') ?(?:societe|entreprise|boite|boutique) a change de nom ?(?:pour|en|,? c'est(?: maintenant| desormais)?|:) V",
    ],
    ['shaped', `${USE} W,? (?:${SOON})`],
    ['shaped', `(?:${SOON}),? ${WISH}{0,4}(?:${USE} )?(?:la |le |ma |mon )?V`],
    [
      'shaped',
      "(?:ne? |n')?\\S{0,12} ?(?:plus|pas) [^,;!?]{2,40}?,? mais (?:plutot )?(?:par |en |au |a |avec |le |la )?V",
    ],
    [
      'shaped',
      `(?:au lieu d[eu]|a la place d[eu]|plutot que) [^,;!?]{2,50}?(?:, ?|(?= ${USE} | ${WISH}) )${WISH}{0,4}(?:${USE} )?(?:la |le |ma |mon )?V`,
    ],
    ['shaped', `(?:${USE}|${WISH}{1,4}) ?(?:la |le |ma |mon )?W (?:au lieu|a la place|plutot que)`],
    ['shaped', '(?:pass|bascul|chang)\\p{L}*(?:[- ](?:moi|nous))? (?:au|a|en|pour|sur) (?:la |le )?V'],
    [
      'preferred_payment',
      "(?:je (?:veux|voudrais|souhaite|prefere|vais)|j'aimerais|nous (?:voulons|souhaitons))(?: maintenant| desormais)? (?:payer|regler) (?:par|en|avec|via) V",
    ],
    [
      'size',
      "(?:il me faut|j'ai besoin d[eu']|je (?:fais|porte|mets|prends|chausse))(?: maintenant| desormais)? ?(?:une? |la |le |du )?(?:taille |pointure )?V",
    ],
    [
      'delivery_time',
      `${BRINGER} (?:doit|devrait|peut|pourrait|doivent|peuvent)(?: seulement)? (?:venir|passer|arriver|livrer|sonner|etre livree?s?)(?: seulement| que)? V`,
    ],
    [
      'delivery_time',
      '(?:merci de |svp,? |veuillez )*(?:livrer|livrez|passez|passer|venez)(?:[- ]moi)?(?: tout| toujours| seulement)* V',
    ],
    [
      'company',
      "(?:nous avons|j'ai|on a) (?:renomme|rebaptise) (?:la |notre |ma |l')?(?:societe|entreprise|boite|boutique)(?: de [^,;!?]{2,40}?)? (?:en )?V",
    ],
    [
      'company',
      "(?:la|notre|ma|l') ?(?:societe|entreprise|boite|boutique) (?:maintenant |desormais )?s'appelle(?: maintenant| desormais)? V|(?:nous nous appelons|on s'appelle) (?:maintenant |desormais )V",
    ],
    [
      'company',
      '(?:change de (?:travail|boulot|job|poste)|nouveau (?:travail|boulot|job))[^\\n]{0,20}?(?:je suis|je travaille)(?: maintenant)? chez V',
    ],
    ['changed_to', '(?:pass|bascul|mett)\\p{L}*[- ](?:moi|nous) (?:au|a la|sur le|en) (?:forfait |formule )?V'],
    [
      'moved_at',
      "(?:nous sommes|je suis|on est) (?:maintenant|desormais) (?:au|a|dans le) V|(?:maintenant|desormais),? (?:nous sommes|je suis|on est|j'habite) (?:au|a) V",
    ],
  ],
  moved:
    "(?:j'ai|nous avons|on a)(?: \\p{L}+)? (?:demenage|emmenage|change d'(?:adresse|appartement))(?: \\p{L}+)?|(?:je n'habite|nous n'habitons|on n'habite|je ne vis|je ne suis|j'habite|je vis) plus (?:la|la-bas|ici|(?:au|a) [^,;!?]{3,40})|(?:j'ai|nous avons) une nouvelle (?:adresse|maison)|(?:j'ai|nous avons) un nouvel appartement",
  at: "(?:(?:et|maintenant|desormais) )*(?:nous sommes|je suis|on est|j'habite|nous habitons|c'est|elle est|(?:ma |notre |la |l')?(?:nouvelle )?adresse(?: est| c'est)?|maintenant|au|a)(?: maintenant| desormais)*(?: au| a| dans le)?(?: ?:)?",
}
