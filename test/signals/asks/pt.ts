import { labelled } from '../labelled.ts'

export const pt = labelled(
  `
quero falar com um atendente
atendente
HUMANO POR FAVOR
falar com uma pessoa
nao quero falar com robo
me passa pra um humano
alguém pode me ligar?
preciso falar com o gerente
tem alguem de verdade ai pra falar comigo?
me transfere pro suporte
gostaria de conversar com um consultor, por gentileza
quero atendimento humano
vcs podem me ligar por favor
chama o supervisor
cansei desse robô, quero uma pessoa
com quem eu falo sobre o boleto? quero falar com alguem
atendete por favor
queria ser atendida por uma pessoa
tem como falar com alguém do financeiro?
poderia me encaminhar para um responsável?
pessoa real
prefiro falar com um ser humano
isso é um robô? me coloca com um atendente
fala com humano
quero falar com o sac
não consigo falar com ninguém de verdade, me passa um operador
`,
  `
quanto custa por pessoa?
mesa para 6 pessoas
você é um robô?
já falei com o atendente ontem, deu tudo certo
não preciso falar com ninguém, obrigado
o atendente foi super educado
meu corretor de imóveis vai enviar
não precisa me ligar, pode ser por aqui
a pessoa que entregou deixou na portaria
outra pessoa pode retirar?
quero um quarto para uma pessoa
tem livro de direitos humanos?
curso de recursos humanos tem vaga?
sou agente de viagens, tem tarifa especial?
qual a operadora do chip?
me chamo Ana
alguém pode me informar o preço?
meu gerente do banco falou que era só enviar o comprovante
a taxa do agente está inclusa?
não me transfira para atendente por favor
o atendimento de vocês é ótimo
estou falando com uma pessoa?
gosto de falar com pessoas nas viagens
vaga de atendente ainda está aberta?
`,
)
