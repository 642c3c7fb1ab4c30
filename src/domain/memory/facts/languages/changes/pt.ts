import type { ChangeWords } from '../../words.ts'

const SOON = '(?:de|desde|a partir de) (?:agora|hoje)(?: em diante)?|daqui (?:em|por) diante|no futuro'
const USE =
  '(?:us|utili[zs]|peg|cobr|deb|envi|mand|escrev|lig|entreg)\\p{L}*(?: \\p{L}+){0,1}?(?: para| no| na| em| com| por)?'
const WISH =
  '(?:por favor,? |quero |prefiro |queria |gostaria de |preciso |melhor |pagar |usar |pago |vou |com |por |no |em )'
const BRINGER = '(?:entregador[a]?|motoboy|estafeta|carteiro|entregas?|pedidos?|encomendas?|pacotes?)'

export const PORTUGUESE_CHANGES: ChangeWords = {
  attributes: {
    contact_person: '(?:pessoa|nome) (?:de|para) contat?o|contat?o(?: principal)?',
    delivery_time: '(?:hora|horario|janela) (?:de|da) entrega',
  },
  wider: { preferred_payment: 'pagamentos?' },
  attribute: [
    '(?:mud(?!aram|ou)|troc(?!aram|ou)|pass(?!aram|ou)|atualiz(?!aram)|alter(?!aram)|coloc(?!aram)|corrig|corrij|mover)\\p{L}*(?: (?:o meu|a minha|meu|minha|nosso|nossa|o|a)) A (?:de [^,;!?]{2,40}? )?(?:para|pra|por|como) (?:o |a )?V',
    '(?:us|utiliz|coloc|salv|anot|registr|adicion)\\p{L}* W como (?:o meu|a minha|meu|minha|nosso|nossa|o|a) A',
    '(?:tenho|temos|uso|agora tenho)(?: agora| ja)? (?:um|uma|outro|outra) (?:nov[oa] )?A(?: nov[oa])?(?: ?[,:;=-])? ?(?:(?:agora )?(?:e|que e|sera))?(?: ?:)? V',
    '(?:o meu|a minha|meu|minha|nosso|nossa|o|a) A (?:mudou|foi alterad[oa]|ja nao e [^,;!?]{2,40}?)[ ,:;-]*(?:agora |e )*(?:para |pra )?(?:agora )?(?:o |a )?V',
    '(?<=^\\s*|[,:;] )W (?:e|sera) (?:agora )?(?:o meu|a minha|meu|minha|nosso|nossa|o nosso|a nossa) (?:nov[oa] )?A(?: nov[oa])?',
  ],
  says: [
    [
      'moved_at',
      '(?:(?:o |a )?noss[oa]|(?:o )?meu|(?:a )?minha) nov[oa] (?:casa|escritorio|loja|apartamento) (?:fica|e|esta) (?:agora )?(?:na|no|em) V',
    ],
    ['shaped', '(?:o|a) (?:nov[oa]|corret[oa]|certo|certa) (?:e|agora e)(?: o| a)? V'],
    [
      'company',
      '(?:a|nossa|minha|a nossa|a minha) (?:empresa|firma|loja) (?:mudou|trocou) (?:o|seu|de|o seu) nome(?: de [^,;!?]{2,40}?)? ?(?:para|pra|, agora e) V',
    ],
    ['shaped', `${USE} W,? (?:${SOON})`],
    ['shaped', `(?:${SOON}),? ${WISH}{0,4}(?:${USE} )?(?:o |a |meu |minha )?V`],
    ['shaped', '(?:nao mais|ja nao|nao) [^,;!?]{2,40}?(?: mais)?,? mas(?: sim)? (?:com |por |no |na |em |o |a )?V'],
    [
      'shaped',
      `(?:em vez|ao inves|no lugar) d[eoa] [^,;!?]{2,50}?(?:, ?|(?= ${USE} | ${WISH}) )${WISH}{0,4}(?:${USE} )?(?:o |a |meu |minha )?V`,
    ],
    ['shaped', `(?:${USE}|${WISH}{1,4}) ?(?:o |a |meu |minha )?W (?:em vez|ao inves|no lugar) d[eoa]`],
    ['shaped', '(?:mud(?:e|em|ar|a)|troqu(?:e|em)|troca[r]?|pass(?:e|em|ar))(?:-me| me)? (?:para|pra|por) (?:o |a )?V'],
    [
      'preferred_payment',
      '(?:quero|queria|prefiro|queremos|vou|vamos|gostaria de|agora|eu) (?:agora )?(?:pagar|pago|pagamos) (?:com|por|no|em|via|pelo|pela) (?:o |a )?V',
    ],
    [
      'size',
      '(?:agora |atualmente |ja )*(?:preciso|uso|visto|calco)(?: agora)?(?: de| do| da)? (?:um |uma |o |a )?(?:tamanho |numero )?V',
    ],
    [
      'delivery_time',
      `${BRINGER} (?:deve|deveria|tem que|tem de|pode|poderia|devem|podem)(?: so| sempre)? (?:vir|passar|chegar|entregar|ser entregues?)(?: so)? V`,
    ],
    [
      'delivery_time',
      '(?:por favor,? |pfv,? |so |sempre )*(?:entreguem|entregue|entregar|venham|passem|tragam)(?: tudo| sempre| so| meus pedidos)* V',
    ],
    [
      'company',
      '(?:renomeamos|rebatizamos|mudamos o nome d[ae]) (?:a |nossa |minha )?(?:empresa|firma|loja|negocio)(?: de [^,;!?]{2,40}?)? (?:para|pra|como) V',
    ],
    [
      'company',
      '(?:a|nossa|minha|a nossa|a minha) (?:empresa|firma|loja) (?:agora |ja |atualmente )?(?:se chama|chama-se|passou a (?:se )?chamar(?:-se)?)(?: agora)? V',
    ],
    [
      'company',
      'agora (?:nos chamamos|a empresa se chama) V|(?:mudei|troquei) de (?:emprego|trabalho)[^\\n]{0,20}?(?:estou|trabalho)(?: agora)? (?:na|no|em) V',
    ],
    ['plan', '(?:pass|mud|troc|coloq)\\p{L}*(?:-me| me) (?:para|pra|pro) (?:o )?plano V'],
    [
      'moved_at',
      '(?:agora|atualmente) (?:estamos|estou|moro|moramos) (?:na|no|em) V|(?:estamos|estou)(?: agora| atualmente) (?:na|no|em) V',
    ],
  ],
  moved:
    '(?:me |nos )?(?:mudei|mudamos)(?:-me|-nos)?(?: de \\p{L}+)?|(?:ja )?nao (?:moro|moramos|estou|estamos|vivo|resido)(?: mais)? (?:la|ali|aqui|(?:na|no|em) [^,;!?]{3,40})(?: mais)?|(?:tenho|temos) (?:uma? )?(?:nov[oa] (?:casa|endereco|morada)|(?:casa|endereco|morada) nov[oa])',
  at: '(?:(?:agora|atualmente|ja|e) )*(?:estamos|estou|moro|moramos|vivo|e|fica|(?:o meu |a minha |meu |minha |o |a |nosso )?(?:nov[oa] )?(?:endereco|morada)(?: nov[oa])?(?: agora)?(?: e)?|para|pra|agora|na|no)(?: agora| atualmente)*(?: na| no| em| e| a| o)?(?: ?:)?',
}
