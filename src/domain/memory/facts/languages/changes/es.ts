import type { ChangeWords } from '../../words.ts'

const SOON = '(?:de|desde|a partir de) (?:ahora|hoy|este momento)(?: en adelante)?|en adelante|en el futuro'
const USE =
  '(?:us|utili[zc]|tom|cobr|emple|cargu|carg|envi|mand|escrib|llam|entreg)\\p{L}*(?: \\p{L}+){0,1}?(?: a| al| en| con| por)?'
const WISH =
  '(?:por favor,? |quiero |prefiero |quisiera |necesito |me gustaria |mejor |pagar |usar |pago |voy a |con |por )'
const BRINGER = '(?:repartidor[a]?|mensajer[oa]|cartero|entregas?|pedidos?|paquetes?)'

export const SPANISH_CHANGES: ChangeWords = {
  attributes: {
    contact_person: '(?:persona|nombre) de contacto|contacto(?: principal)?',
    delivery_time: '(?:hora|horario|franja) de entrega',
  },
  wider: { preferred_payment: 'pagos?' },
  attribute: [
    '(?:cambi(?!aron|o(?![a-z]))|pas(?!aron|o(?![a-z]))|actualiz(?!aron)|pon(?!e)|modifi(?!caron)|corri|mover|mueva)\\p{L}*(?: ustedes)? (?:mi|el|la|nuestr[oa]) A (?:de [^,;!?]{2,40}? )?(?:por|al|a|en|como) (?:el |la )?V',
    '(?:us|utilic|tom|pon|guard|anot|registr|agreg)\\p{L}* W como (?:mi|el|la|nuestr[oa]) A',
    '(?:tengo|tenemos|uso|ahora tengo)(?: ahora| ya)? (?:un|una|otro|otra) (?:nuev[oa] )?A(?: nuev[oa])?(?: ?[,:;=-])? ?(?:(?:ahora |ya )?(?:es|que es|sera)(?: el| la)?)?(?: ?:)? V',
    '(?:mi|nuestr[oa]|el|la) A (?:ha cambiado|cambio|ya no es [^,;!?]{2,40}?)[ ,:;-]*(?:ahora |y )*(?:es |a )?(?:ahora )?(?:el |la )?V',
    '(?<=^\\s*|[,:;] )W (?:es|sera) (?:ahora )?(?:mi|nuestr[oa]|la|el) (?:nuev[oa] )?A(?: nuev[oa])?',
  ],
  says: [
    [
      'moved_at',
      '(?:nuestr[oa]|mi) nuev[oa] (?:casa|oficina|tienda|local|piso|despacho|apartamento) (?:esta|queda|es) (?:ahora )?en (?:la |el )?V',
    ],
    ['shaped', '(?:el|la|lo) (?:nuev[oa]|correct[oa]) (?:es|ahora es)(?: el| la)? V'],
    [
      'company',
      '(?:la|nuestra|mi) (?:empresa|compania|firma|tienda) (?:ha cambiado|cambio) (?:su|de|el) nombre(?: de [^,;!?]{2,40}?)? ?(?:a|por|, ahora es) V',
    ],
    ['shaped', `${USE} W,? (?:${SOON})`],
    ['shaped', `(?:${SOON}),? ${WISH}{0,4}(?:${USE} )?(?:el |la |mi )?V`],
    ['shaped', `(?:ya no|no) [^,;!?]{2,40}?,? sino (?:que )?(?:con |por |al? |en )?V`],
    [
      'shaped',
      `(?:en (?:vez|lugar) de|en vez del?) [^,;!?]{2,50}?(?:, ?|(?= ${USE} | ${WISH}) )${WISH}{0,4}(?:${USE} )?(?:el |la |mi )?V`,
    ],
    ['shaped', `(?:${USE}|${WISH}{1,4}) ?(?:el |la |mi )?W en (?:vez|lugar) de`],
    ['shaped', '(?:cambi(?:e|en|a|ar|emos)(?:me|lo|la|nos)?|pas(?:en|e|ar)me) (?:a|al|por) (?:la |el )?V'],
    [
      'preferred_payment',
      '(?:quiero|quisiera|prefiero|queremos|voy a|vamos a|me gustaria|ahora|yo) (?:ahora )?(?:pagar|pago|pagamos) (?:con|por|en|mediante) (?:la |el )?V',
    ],
    [
      'size',
      '(?:ahora |actualmente |ya )*(?:necesito|uso|llevo|calzo)(?: ahora| ya)? (?:una? |la |el )?(?:talla |numero )?V',
    ],
    [
      'delivery_time',
      `${BRINGER} (?:deberia|debe|tiene que|puede|podria|tendria que|que|deben|pueden)(?: solo| siempre)? (?:venir|venga|pasar|pase|llegar|llegue|entregar|entregarse|llegar)(?: solo)? V`,
    ],
    [
      'delivery_time',
      '(?:por favor,? |porfa,? |solo |siempre )*(?:entreguen|entregue|entregar|vengan|pasen|traigan)(?:lo|la|los|me)?(?: todo| siempre| solo| mis pedidos)* V',
    ],
    [
      'company',
      '(?:hemos (?:renombrado|rebautizado)|renombramos|cambiamos el nombre de) (?:la |nuestra |mi )?(?:empresa|compania|firma|tienda|negocio)(?: de [^,;!?]{2,40}?)? (?:a|como|por) V',
    ],
    [
      'company',
      '(?:la|nuestra|mi) (?:empresa|compania|firma|tienda|negocio) (?:ahora |ya |actualmente |hoy )?(?:se llama|paso a llamarse|pasa a llamarse|ha pasado a llamarse)(?: ahora| ya)? V',
    ],
    [
      'company',
      '(?:ahora|ya) (?:nos llamamos|la empresa se llama) V|(?:cambi\\p{L}+ de|nuevo) (?:trabajo|empleo)[^\\n]{0,20}?(?:estoy|trabajo)(?: ahora)? (?:en|para) V',
    ],
    ['plan', '(?:pas|cambi|sub|pon|baj)\\p{L}*me (?:al|a) (?:el )?plan V'],
    ['moved_at', '(?:ahora|actualmente) (?:estamos|estoy) en V|(?:estamos|estoy)(?: ahora| actualmente) en V'],
  ],
  moved:
    '(?:me |nos )(?:he |hemos )?(?:mud[eo]|mudado|mudamos|cambie de (?:casa|piso|direccion)|cambiado de (?:casa|piso|direccion)|cambiamos de (?:casa|piso|direccion)|traslade|trasladado|trasladamos)(?: de \\p{L}+)?|(?:he cambiado|hemos cambiado|cambie|cambiamos) de (?:casa|piso|domicilio|direccion|oficina)|ya no (?:vivo|vivimos|estoy|estamos|resido) (?:alli|alla|ahi|aqui|en [^,;!?]{3,40})|(?:tengo|tenemos) (?:una )?(?:nueva (?:casa|direccion)|(?:casa|direccion) nueva)',
  at: '(?:(?:ahora|actualmente|ya|y) )*(?:estamos|estoy|vivo|vivimos|es|esta|(?:mi |la |nuestra )?(?:nueva )?direccion(?: nueva)?(?: ahora)?(?: es)?|a|al|ahora|en)(?: ahora| actualmente| ya)*(?: en| es| la)?(?: ?:)?',
}
