import type { FactWords } from '../words.ts'
import { PORTUGUESE_CHANGES } from './changes/pt.ts'

export const PORTUGUESE: FactWords = {
  language: 'pt',
  my: 'o meu|a minha|meu|minha|nosso|nossa|o|a',
  attributes: {
    name: 'nome(?: completo)?',
    home_address: 'endereco|morada',
    delivery_address: '(?:endereco|morada) de entrega',
    billing_address: '(?:endereco|morada) de (?:cobranca|faturamento|faturacao)',
    email: 'e-?mail|correio eletronico',
    phone: '(?:numero de |numero do )?(?:telefone|celular|telemovel|whatsapp|zap)|numero|fone',
    company: 'empresa|firma|negocio',
    birthday: 'aniversario|data de nascimento|niver',
    home_city: 'cidade',
    size: 'tamanho|numero (?:do|de) (?:sapato|calcado)|manequim',
    plan: 'plano|assinatura',
    language: 'idioma|lingua',
    preferred_payment: '(?:metodo|forma|meio) de pagamento',
    favourite: '[a-z]+ (?:favorit|preferid)[oa]',
  },
  beside: 'nov[oa]|atual|corret[oa]|certo|certa|verdadeir[oa]|pessoal|principal|preferid[oa]',
  is: 'agora e|e agora|e|mudou para|mudou pra|passou a ser|sera',
  change:
    '(?:mud\\p{L}*|troc\\p{L}*|atualiz\\p{L}*|alter\\p{L}*|corrig\\p{L}*)(?: o meu| a minha| meu| minha| o| a) A (?:para|pra|por) V',
  says: [
    ['comes_from', '(?<!nao )(?:eu )?sou (?:de|do|da) V'],
    ['birthday', 'nasci (?:em|no dia|a) V'],
    ['name', '(?<!nao )(?:eu )?me chamo V|chamo-me V'],
    ['home_address', '(?:mudei|mudamos) de (?:endereco|morada)[,:.]? ?(?:agora e |o novo e )?V'],
    ['no_longer_allergic_to', '(?:ja )?nao sou mais alergic[oa] a(?:o|os|s)? V'],
    ['allergic_to', '(?<!nao )(?:eu )?(?:sou|somos)(?: muito| bastante| tambem| super)? alergic[oa]s? a(?:o|os|s)? V'],
    [
      'allergic_to',
      '(?<!nao )(?:eu )?(?:tenho|sofro de)(?: uma)?(?: muita| forte| severa| grave)? alergia(?: \\p{L}+)? (?:a|ao|aos|as|de|com) V',
    ],
    [
      'cannot_eat',
      '(?:eu )?nao (?:posso|devo|consigo) (?:comer|tomar|consumir|beber)(?: nada com| nada de)? V|(?:eu )?nao (?:como|tomo|consumo|bebo|tolero) V|(?<!nao )(?:sou|tenho) intoleran(?:te|cia) a(?:o)? V',
    ],
    ['no_longer_diet', '(?:ja )?nao sou mais (?<value>vegetarian[oa]|vegan[oa])'],
    [
      'diet',
      '(?<!nao )(?:sou|somos)(?: agora| estritamente| tambem)? (?<value>vegetarian[oa]s?|vegan[oa]s?|pescetarian[oa])|(?<!nao )(?:so |apenas )?(?:como|sigo)(?: so| apenas| uma dieta| comida)* (?<value2>vegetarian[oa]|vegan[oa]|kosher|halal|sem gluten|sem lactose)',
    ],
    [
      'health_condition',
      '(?<!nao )(?:sou|estou) (?<value>diabetic[oa]|celiac[oa]|asmatic[oa]|epileptic[oa]|gravida|surd[oa]|ceg[oa]|daltonic[oa]|hipertens[oa])|(?<!nao )tenho (?<value2>diabetes|asma|doenca celiaca|epilepsia|pressao alta)',
    ],
    ['prefers', '(?<!nao )(?:eu )?(?:prefiro|preferimos|preferia|preferiria) V'],
    ['likes', '(?<!nao )(?:eu )?(?:gosto muito|gosto|adoro|amo) (?:de |do |da |dos |das )?V'],
    ['dislikes', '(?:eu )?nao gosto (?:nada )?(?:de |do |da |dos |das )V|(?<!nao )(?:eu )?(?:odeio|detesto) V'],
    [
      'always',
      '(?:por favor|pfv|por gentileza),?(?: me)? sempre V|(?:^|, ?)sempre (?<value>(?:liguem|ligue|toque|toquem|deixe|deixem|entregue|entreguem|use|usem|escreva|escrevam|envie|enviem|mande|mandem|avise|avisem|coloque|coloquem|responda|respondam|confirme|confirmem) .{2,90})',
    ],
    [
      'never',
      '(?:por favor|pfv),? (?:nunca|jamais) V|(?:^|, ?|por favor,? |pfv,? )(?:nunca|jamais|nao) (?:me |o |a )*(?<value>(?:ligue|toque|deixe|entregue|use|escreva|envie|mande|coloque|cobre|acorde|incomode|substitua|compartilhe|contate)m? .{2,90})',
    ],
    ['always', '(?:de|a partir de) agora(?: em diante)?,? (?:por favor |sempre )*V'],
    [
      'preferred_name',
      '(?:(?:pode|podem|podes) me chamar|me chame|me chamem|me chama|chame-me|chama-me|todos me chamam|me chamam) (?:de )?V',
    ],
    [
      'moved_to',
      '(?:(?:eu )?(?:me )?(?:mudei|mudamos|nos mudamos)(?:-me)?|estou morando agora)(?: recentemente| de casa| agora)* (?:para|pra|pro|em) (?:a |o )?V',
    ],
    [
      'lives_in',
      '(?<!nao )(?:agora |atualmente |eu )*(?:moro|moramos|vivo|resido)(?: agora| atualmente)? (?:em|no|na|nos|nas) V',
    ],
    ['company', '(?<!nao )(?:eu )?trabalho (?:na|no|em|para a?|pra) V'],
    [
      'job_title',
      '(?<!nao )(?:eu )?trabalho (?:de|como) V|(?<!nao )sou (?<value>enfermeir[oa]|medic[oa]|professor[a]?|advogad[oa]|estudante|engenheir[oa]|contador[a]?|fotograf[oa]|arquitet[oa]|motorista|dentista)',
    ],
    ['changed_to', '(?:eu )?(?:mudei|troquei|passei|migrei)(?: do V)? (?:para|pra|pro) (?:o )?(?:plano )?V'],
    [
      'reach_at',
      '(?:pode |podem |por favor )?(?:me )?(?:escrev\\p{L}*|lig\\p{L}*|contat\\p{L}*|envi\\p{L}*|mand\\p{L}*)(?: para mim)? (?:para|pra|no|em)(?: o)?(?: meu)?(?: e-?mail| numero)? V',
    ],
    [
      'language',
      '(?:por favor,? )?(?:escrev\\p{L}*|respond\\p{L}*|fal\\p{L}*) em (?<value>portugues|ingles|espanhol|alemao|frances|italiano|arabe|hindi)|(?:so|eu) falo (?<value2>portugues|ingles|espanhol|alemao|frances|italiano|arabe)',
    ],
    ['preferred_payment', '(?:sempre |normalmente |prefiro |quero )*(?:pago|pagar|pagamos) (?:com|por|no|em|via) V'],
    [
      'appointment',
      '(?:tenho|temos|reservei|marquei|agendei|fiz|minha|a minha|nossa)(?: uma?| a| a minha)? (?:consulta|reserva|mesa|visita|reuniao|horario|hora marcada|casamento|voo|evento)(?: \\p{L}+){0,3}? (?<date>(?:para|na|no|dia|amanha|nesta|hoje|as) .{2,60})',
    ],
    [
      'appointment',
      '(?:vou|irei|passo|passarei|estarei|chego)(?: \\p{L}+){0,3}? (?<date>(?:na|no|dia|amanha|nesta|hoje|as) .{2,60})',
    ],
  ],
  changes: PORTUGUESE_CHANGES,
  blockers:
    'se|talvez|quem sabe|suponh\\p{L}*|imagin\\p{L}*|ach\\p{L}*|pens\\p{L}*|disse|disseram|dizem|diz|falei|falou|pergunt\\p{L}*|quando|antes|como se|nunca|nao|nem|amig[oa]|exemplo|onde|quem|qual|por que|quanto|sera|fosse|seria|seu|sua|voce|tomara|embora|parece',
  stops:
    'porque|pois|mas|entao|ja que|embora|por favor|pfv|obrigad[oa]|se|quando|enquanto|e (?:eu|meu|minha|quero|preciso|me|nao|tambem|gostaria|por)|pode|podem|tem|quanto|por isso|agora|tambem|desde|em vez|kkk+',
  noValue:
    'em diante|por favor|nao|nunca|o mesmo|a mesma|igual|errad[oa]|esta|isso|isto|esse|essa|voce|voces|seu|sua|como|nada|algo|saber|falar|cancelar|devolver|um reembolso|meu dinheiro|mal|incorret[oa]|que (?:me )?devolvam',
}
