import type { FactWords } from '../words.ts'
import { SPANISH_CHANGES } from './changes/es.ts'

const VERB =
  '(?:llam|toqu|toc|dej|contact|entreg|us|escrib|compart|envi|mand|pon|pong|dig|agreg|inclu|traig|habl|respond|avis|cobr|factur|empac|despert|molest|sustitu|cambi|confirm|manden|me )\\p{L}*'

export const SPANISH: FactWords = {
  language: 'es',
  my: 'mi|nuestr[oa]|el|la',
  attributes: {
    name: 'nombre(?: completo)?',
    home_address: 'direccion|domicilio',
    delivery_address: 'direccion de (?:entrega|envio)',
    billing_address: 'direccion de facturacion',
    email: 'correo(?: electronico)?|e-?mail|mail',
    phone: '(?:numero de |num de )?(?:telefono|celular|movil|cel|whatsapp)|numero',
    company: 'empresa|compania|negocio',
    birthday: 'cumpleanos|fecha de nacimiento|cumple',
    home_city: 'ciudad',
    size: 'talla|numero de (?:zapato|calzado)',
    plan: 'plan|suscripcion',
    language: 'idioma|lengua',
    preferred_payment: '(?:metodo|forma|medio) de pago',
    favourite: '[a-z]+ (?:favorit|preferid)[oa]',
  },
  beside: 'nuev[oa]|actual|correct[oa]|verdader[oa]|personal|principal|preferid[oa]',
  is: 'ahora es|es ahora|es|cambio a|ha cambiado a|sera|seria',
  change: '(?:cambi\\p{L}*|actualiz\\p{L}*|corrig\\p{L}*|corregir)(?: mi| el| la) A (?:por|a|al) V',
  says: [
    ['comes_from', '(?<!no )soy de V'],
    ['birthday', 'naci el V'],
    ['name', '(?<!no )me llamo V'],
    ['home_address', '(?:he cambiado|cambie|cambiamos) de (?:direccion|domicilio)[,:.]? ?(?:ahora es |la nueva es )?V'],
    ['no_longer_allergic_to', 'ya no soy alergic[oa] (?:a|al) V'],
    ['allergic_to', '(?<!no )(?:yo )?(?:soy|somos)(?: muy| bastante| tambien| gravemente)? alergic[oa]s? (?:a|al) V'],
    [
      'allergic_to',
      '(?<!no )(?:tengo|padezco|sufro)(?: de)?(?: una?)?(?: fuerte| severa| grave)? alergia(?: \\p{L}+)? (?:a|al) V',
    ],
    [
      'cannot_eat',
      '(?:no puedo|no debo|no tengo permitido) (?:comer|tomar|consumir|beber)(?: nada con| nada de)? V|(?:yo )?no (?:como|tomo|consumo|bebo|tolero) V|(?<!no )(?:soy intolerante|tengo intolerancia) (?:a|al) V',
    ],
    ['no_longer_diet', 'ya no soy (?<value>vegetarian[oa]|vegan[oa])'],
    [
      'diet',
      '(?<!no )(?:soy|somos)(?: muy| estrictamente| ahora| tambien)? (?<value>vegetarian[oa]s?|vegan[oa]s?|pescetarian[oa])|(?<!no )(?:como|sigo)(?: solo| una dieta| comida)* (?<value2>vegetarian[oa]|vegan[oa]|kosher|halal|sin gluten|sin lactosa)',
    ],
    [
      'health_condition',
      '(?<!no )(?:soy|estoy) (?<value>diabetic[oa]|celiac[oa]|asmatic[oa]|epileptic[oa]|embarazada|sord[oa]|cieg[oa]|daltonic[oa]|hipertens[oa])|(?<!no )tengo (?<value2>diabetes|asma|celiaquia|epilepsia|presion alta)',
    ],
    ['prefers', '(?<!no )(?:yo )?(?:prefiero|preferimos|preferiria|prefiriria) V'],
    ['likes', '(?<!no )me (?:gusta|gustan|encanta|encantan)(?: mucho)? V'],
    ['dislikes', '(?:a mi )?no me (?:gusta|gustan)(?: nada)? V|(?<!no )(?:odio|detesto) V'],
    ['always', `(?:por favor|porfa|favor de),?(?: me)? siempre V|(?:^|, ?)siempre (?<value>${VERB} .{2,90})`],
    [
      'never',
      `(?:por favor|porfa),? (?:nunca|jamas) V|(?:^|, ?|por favor,? |porfa,? )(?:nunca|jamas|no) (?:me |lo |la |le |nos )*(?<value>(?:llame|toque|deje|contacte|entregue|use|escriba|comparta|envie|mande|ponga|cobre|despierte|moleste|sustituya)n?(?:me)? .{2,90})`,
    ],
    ['always', '(?:de|a partir de) ahora(?: en adelante)?,? (?:por favor |siempre )*V'],
    [
      'preferred_name',
      '(?:me pued(?:e|en|es) llamar|puedes llamarme|pueden llamarme|llamame|llameme|llamenme|dime|diganme|me dicen|todos me llaman|me llaman|prefiero que me (?:llamen|digan)) V',
    ],
    [
      'moved_to',
      '(?:me|nos) (?:he |hemos )?(?:mud[eo]|mudado|mudamos|cambie|traslade)(?: hace poco| recientemente)? (?:a|al|para|de casa a) V',
    ],
    ['lives_in', '(?<!no )(?:ahora |actualmente |yo )*(?:vivo|vivimos|resido)(?: ahora| actualmente)? en V'],
    ['company', '(?<!no )(?:yo )?trabajo (?:en|para) V'],
    [
      'job_title',
      '(?<!no )(?:yo )?trabajo (?:de|como) V|(?<!no )soy (?<value>enfermer[oa]|medic[oa]|maestr[oa]|profesor[a]?|abogad[oa]|estudiante|ingenier[oa]|contador[a]?|fotograf[oa]|arquitect[oa]|chofer|disenador[a]?)',
    ],
    ['changed_to', '(?:me )?(?:cambie|he cambiado|pase|hemos cambiado)(?: del? V)? al? (?:plan )?V'],
    [
      'reach_at',
      '(?:pueden |puede |por favor )?(?:escrib\\p{L}*|llam\\p{L}*|contact\\p{L}*|envi\\p{L}*|mand\\p{L}*)(?: a mi)? (?:a|al|en)(?: mi)?(?: correo| numero)? V',
    ],
    [
      'language',
      '(?:por favor,? )?(?:escrib\\p{L}*|respond\\p{L}*|habl\\p{L}*|contest\\p{L}*) en (?<value>espanol|ingles|portugues|aleman|frances|italiano|arabe|hindi)|(?<!no )(?:solo |yo )?hablo(?: solo| unicamente)? (?<value2>espanol|ingles|portugues|aleman|frances|italiano|arabe|hindi)',
    ],
    [
      'preferred_payment',
      '(?:siempre |normalmente |prefiero |quiero )*(?:pago|pagar|pagamos) (?:con|por|en|mediante) V',
    ],
    [
      'appointment',
      '(?:tengo|tenemos|reserve|hice|agende|mi|la|nuestra)(?: una?| la| mi)? (?:cita|reserva|reservacion|turno|mesa|visita|reunion|boda|vuelo|evento)(?: \\p{L}+){0,3}? (?<date>(?:para|el|manana|este|la|hoy|a las) .{2,60})',
    ],
    [
      'appointment',
      '(?:ire|vamos|pasare|voy|llegare|estare)(?: \\p{L}+){0,3}? (?<date>(?:el|manana|este|hoy|a las) .{2,60})',
    ],
  ],
  changes: SPANISH_CHANGES,
  blockers:
    'si|que si|quiza|quizas|tal vez|acaso|supon\\p{L}*|imagin\\p{L}*|cree\\p{L}*|creia|creo|pensaba|piens\\p{L}*|dijo|dijeron|dicen|dice|dije|digo|dijiste|pregunt\\p{L}*|cuando|antes|como si|nunca|no|ni|amig[oa]|ejemplo|donde|quien|cual|por que|cuanto|es cierto|hubiera|fuera|seria|su|tu|usted|ojala|aunque|parece',
  stops:
    'porque|pero|asi que|entonces|ya que|aunque|por favor|porfa|gracias|si|cuando|mientras|y (?:yo|mi|quiero|necesito|me|no|tambien|quisiera|por|ademas)|puede|pueden|me pued\\p{L}*|que tal|hay|tiene|tienen|cuanto|por eso|por lo que|es decir|ahora|tambien|desde|en vez|jaja',
  noValue:
    'en adelante|por favor|no|nunca|la misma|el mismo|igual|incorrect[oa]|esta|eso|esto|ese|esa|lo|usted|ustedes|tu|su|como|nada|algo|saber|hablar|cancelar|devolver|un reembolso|mi dinero|que me (?:devuelvan|reembolsen)|mal|errone[oa]',
}
