import { labelled } from '../labelled.ts'

export const pt = labelled(
  `
Boa tarde, seria possível falar com um funcionário?
me liga
quero um atendente humano agora
chega de robo
consigo falar com alguem por telefone?
gostaria que alguem entrasse em contato comigo
operador pfv
tem alguma pessoa q possa me atender
quero reclamar com o responsavel, me passa o contato dele ou chama ele aqui
falar c atendente
não tem nenhum humano aí não?
quero conversar com a secretária da doutora
pode pedir pra um vendedor me chamar?
`,
  `
a atendente Carla já resolveu, obrigada!
quantas pessoas cabem no chalé?
vocês estão contratando atendente?
o vendedor me falou que tinha desconto no pix
não quero falar com atendente, só quero a segunda via
esse creme é para uso humano?
a operadora de turismo inclui o transfer?
falei com uma pessoa aí semana passada e ela pediu o documento
é ingresso individual ou vale pra duas pessoas
minha gerente pediu a nota fiscal
posso levar um acompanhante, uma pessoa só
vou conversar com meu marido e te falo
vou ligar pra minha irmã antes de confirmar
`,
)
