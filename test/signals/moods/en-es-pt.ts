import { moods } from './moods.ts'

export const en = moods({
  frustrated: `
this is ridiculous, three weeks and nothing
worst service ever
unacceptable
WHERE IS MY ORDER????
you people are useless
I'm fed up with this
what a joke of a company
are you stupid or what
I am extremely disappointed and very angry
if this isn't fixed today I'm leaving for your competitor
total waste of time
I will leave a 1 star review everywhere
you are a bunch of scammers
absolutely disgusting behaviour
why is nobody answering me???? hello????
wtf is wrong with you
I've had enough
horrible experience, never buying here again`,
  financial: `
someone used my card without permission
my card was stolen
there's a charge on my account I didn't make
I want to dispute this transaction with my bank
I think I was scammed by someone pretending to be you
a debt collector is calling me in your name
my account was hacked and money is gone
I'm filing for bankruptcy, what happens to my plan
fraudulent payment on my statement`,
  medical: `
I had an allergic reaction to your cream
my son swallowed one of the batteries
I can't breathe properly since the injection
I want to kill myself
she took an overdose
I'm pregnant, is it safe to take these pills
chest pain since this morning
my baby has a high fever and a rash after the vaccine
burned my skin badly with your product, going to the ER`,
  legal: `
you will hear from my lawyer
I'm going to sue you
see you in court
I'm filing a police report
I'll report you to consumer protection
this is a GDPR request, delete all data you hold about me
taking legal action against your company
I demand a copy of my personal data under data protection law`,
  stillNot: `
it still doesn't work
still not here
I still haven't received it
same problem again
that didn't help
nope, not working yet
still nothing
tried that already, no change`,
  calm: `
this shirt is sick!!
no worries
damn good coffee
THANK YOU!!!
how much is the red one?
can I get a refund for the blue shirt
do you take credit card
is there a football court nearby
the policy number is 12345
what time do you open on sunday???
my name is Dick Savage
I LOVE IT!!!
stupid question, but how do I turn it on
I'm such an idiot, I forgot my password
what's the price of the pregnancy pillow
not bad at all
do you have police costumes for kids
OK SEND ME THE PRICE LIST PLEASE
is the emergency exit row available
I'm allergic to nuts, which cakes are safe for me to order?
that was insanely fast, amazing
still life painting class tomorrow?
is the blue one still available`,
})

export const es = moods({
  frustrated: `
esto es ridículo, llevo tres semanas esperando
pésimo servicio
inaceptable
DONDE ESTA MI PEDIDO????
son unos inútiles
estoy harta de ustedes
qué falta de respeto
me están tomando el pelo
el peor servicio que he tenido
son unos ladrones
ya me cansé de esperar
no sirven para nada
estoy muy molesta
los voy a quemar en redes sociales
una vergüenza de empresa
por qué nadie responde????
nunca más les compro
estoy indignado`,
  financial: `
me robaron la tarjeta
hay un cargo que no reconozco
hicieron una transferencia sin mi autorización
creo que es un fraude
clonaron mi tarjeta
me estafaron
quiero desconocer una compra
me llaman de cobranzas por una deuda que no es mía
me hackearon la cuenta y falta dinero`,
  medical: `
me dio una reacción alérgica la crema
no puedo respirar bien
mi hijo se tragó una pila
me quiero morir
estoy embarazada, puedo tomar esta pastilla?
tengo dolor en el pecho
se tomó todas las pastillas, sobredosis
se me quemó la piel con el producto, voy a urgencias`,
  legal: `
los voy a demandar
voy a hablar con mi abogado
pondré una denuncia en profeco
voy a ir a la policía
los denunciaré ante consumo
exijo que borren mis datos personales según la ley de protección de datos
nos vemos en tribunales
tomaré acciones legales`,
  stillNot: `
sigue sin funcionar
todavía no llega
aún no lo recibo
no funcionó
otra vez el mismo problema
sigo igual
ya probé eso y nada
no me ha llegado todavía`,
  calm: `
está brutal la camiseta!!
no pasa nada
GRACIAS!!!
cuanto cuesta la roja?
puedo pedir un reembolso?
aceptan tarjeta de crédito?
hay cancha de tenis en el hotel?
a que hora abren???
me encanta!!!
no está mal
qué tarjeta de regalo tienen
tienen disfraz de policía para niños
ropa para embarazadas tienen?
HOLA QUIERO EL CATALOGO POR FAVOR
soy un tonto, olvidé mi contraseña
tienen sin gluten? soy celíaca
todavía hay cupo para mañana?
salida de emergencia, ¿puedo elegir ese asiento?
que loco, llegó rapidísimo
sigue disponible el depa?`,
})

export const pt = moods({
  frustrated: `
isso é ridículo, faz três semanas
péssimo atendimento
inaceitável
CADE MEU PEDIDO????
vocês são uns incompetentes
to de saco cheio
que falta de respeito
vocês estão me fazendo de palhaço
pior empresa que já vi
bando de ladrões
cansei de esperar
que vergonha
estou muito irritada
vou reclamar no reclame aqui
nunca mais compro com vocês
ninguém responde????
que palhaçada
estou indignado`,
  financial: `
roubaram meu cartão
tem uma compra que eu não reconheço
fizeram um pix da minha conta sem eu autorizar
caí num golpe
clonaram meu cartão
quero contestar uma compra
é fraude
empresa de cobrança me ligando por dívida que não é minha
invadiram minha conta e sumiu dinheiro`,
  medical: `
tive uma reação alérgica ao creme
não consigo respirar direito
meu filho engoliu uma pilha
quero me matar
estou grávida, posso tomar esse remédio?
dor no peito desde cedo
tomou uma overdose de remédio
queimou minha pele, estou indo pro pronto socorro`,
  legal: `
vou processar vocês
meu advogado vai entrar em contato
vou abrir reclamação no procon
vou na polícia
vou fazer um boletim de ocorrência
exijo a exclusão dos meus dados conforme a lgpd
vejo vocês no tribunal
vou entrar na justiça`,
  stillNot: `
continua sem funcionar
ainda não chegou
não funcionou
mesmo problema de novo
ainda nada
já tentei isso e nada
continua igual
não recebi até agora`,
  calm: `
que camisa irada!!
sem problemas
OBRIGADA!!!
quanto custa a vermelha?
posso pedir reembolso?
aceita cartão de crédito?
tem quadra de tênis?
que horas abre???
AMEI!!!
nada mal
tem fantasia de policial infantil?
roupa de gestante tem?
OI QUERO O CATALOGO POR FAVOR
sou muito burra, esqueci a senha
ainda tem vaga para amanhã?
saída de emergência dá pra escolher esse assento?
caraca chegou rápido demais
continua disponível?
vocês têm sem lactose? sou alérgica`,
})
