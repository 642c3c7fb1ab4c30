import { labelled } from '../labelled.ts'

export const en = labelled(
  `
Hi, is there any chance I could get someone on the phone? I've explained this twice now.
pls connect w agent
can u transfer me to sum1
I wanna talk to ur manager rn
not helpful. human.
i rather deal with a real human thanks
how do i reach a human???
Would you mind passing me to one of your colleagues?
Please have somebody call me on 07700 900123
could a nurse call me back please
this is going nowhere, get me your supervisor
I'm done with this bot
let me speak with somebody
TALK TO A PERSON NOW
customer service rep please
Hey there, I'd appreciate it if a member of your team could contact me directly.
can i get a human plz
can I talk to the receptionist
I need to talk to somebody at the branch
I said human
person
no i want to talk to human
no thanks, I want to speak to a person
no, agent
Speak with agent.
i would like an actual person to look at my refund
any humans there?
someone pick up please, I want to speak to a representative
I have a complaint and I want to speak to whoever is in charge
escalate please
i wana talk 2 sum1
ok but can i talk to a real agent about it
I dont understand you, can I talk to a person instead
Im trying to reach a live person
could I have a call back from the sales team
I need to speak with a live agent about flight AB123 asap
connect me with support
`,
  `
thanks, the lady on the phone sorted it
is there a fee for talking to an agent?
do you charge extra for a third person
What's the name of the person I need to address the letter to?
my manager approved the quote
The agent said I'd get the refund by friday, is that right?
are your agents trained to handle pets?
one person please
2 people, one room
can you tell the driver to call me when he arrives
when will someone contact me about the job?
someone already called me, thanks
I called yesterday and spoke with Mary
please don't call me after 8pm
is the support team available on public holidays?
my dad is a human rights lawyer
I'm human too, mistakes happen :)
the operator's manual is missing
can I bring a person who isn't on the reservation
does the course include a representative from the ministry
how many agents work in your company
I work as a customer service agent, are you hiring?
what is an agent number
Who do I speak to again? is this Amazon?
I'd like to become an agent for your brand
The app told me to contact customer support but it's closed
which one would a normal person choose?
you're better than a human agent lol
you sound like a real person haha
if I want to talk to an agent, what are the opening hours?
will I get a call before delivery?
call me crazy but I like the green one
the assistant manager at your store gave me this code
`,
)

export const es = labelled(
  `
buenas, me podrian pasar con alguien por favor es urgente
quiero que me atienda alguien
me comunican con el area de cobranza?
puedo hablar con la doctora?
necesito que me llame un asesor hoy
ya no quiero bot
pasenme a alguien
hola, quería saber si puedo hablar con alguna persona del hotel
quiero hablar con una persona no con una maquina
hay alguien ahi? necesito hablar con una persona
agente por favor!!
deseo comunicarme con un asesor de credito
que me marque un ejecutivo porfa
puede alguien llamarme?
no entiendo nada, mejor un humano
NO QUIERO BOT QUIERO PERSONA
me gustaria que me contacte un vendedor
podria hablar con el gerente de la tienda
solicito atencion de un ejecutivo
transferir a un agente
con un asesor porfavor
`,
  `
gracias, el asesor ya me contacto
trabajan con agentes externos?
cuanto cobra el agente aduanal
puede ir una persona mayor?
me llamaron ayer y ya quedo
mi jefa dice que si lo quiere
cuantos operadores tienen en la planta
es necesario hablar con alguien para cancelar?
el supervisor de mi obra recoge el material
necesito una persona que limpie mi casa, ofrecen eso?
quien es el encargado de la tienda de Lima?
no hace falta que me llamen
la operadora me cobro doble
soy una persona muy ocupada
tienen atencion al cliente los domingos?
para dos personas por favor
voy a hablar con mi esposo
`,
)

export const pt = labelled(
  `
oi, consigo falar com alguem aí?
quero falar com gente de verdade
preciso q alguem me ligue hj
me passa pro financeiro pfv
não quero mais falar com máquina
bom dia, gostaria de falar com o setor de trocas
atendente pf
quero um ser humano
podem pedir para um consultor me ligar?
prefiro atendimento com pessoa
tem um humano aí?
me coloca em contato com o supervisor
não resolveu, quero atendente
alguém da equipe pode falar comigo?
falar com suporte
cadê o atendente? quero falar com ele
queria conversar com a dra Paula
sai robô, chama alguém
`,
  `
o atendente disse que chegava hoje
quantos atendentes vocês têm?
vou falar com meu gerente e volto
pode ser para 3 pessoas
uma pessoa
não me liguem mais
quem é o responsável pela entrega?
o robô aspirador tá em promoção?
é preciso falar com alguém pra cancelar?
trabalho como atendente, tem vaga?
meu consultor já me explicou
uma pessoa de 80kg pode usar?
operadora claro funciona aí?
gostei muito do atendimento
`,
)

export const de = labelled(
  `
kann mich bitte jemand zurückrufen
ich möchte bitte einen Mitarbeiter sprechen
gebt mir nen menschen
ich will mit deinem chef reden
Bitte verbinden Sie mich mit einem Berater
ich hab keine lust mit einem roboter zu reden
ist jemand da mit dem ich sprechen kann?
könnte ich mit der Praxis sprechen
ein echter mensch wäre super
mitarbeiter bitte!!!
ich möchte dass mich ein mitarbeiter anruft
Ich würde gerne persönlich mit jemandem sprechen
menschlicher support bitte
nein ich will einen menschen
an einen kollegen weiterleiten bitte
brauche hilfe von einem mitarbeiter
`,
  `
der mitarbeiter am telefon war sehr freundlich
sind sie ein mensch oder eine maschine
mein chef zahlt
ich brauche eine rechnung für 2 personen
wie heißt der ansprechpartner in berlin?
jemand hat mein paket angenommen
muss der mitarbeiter beim einbau dabei sein
rufen sie mich nicht an
ich spreche nur wenig deutsch
kann jemand anderes unterschreiben
ich habe mit ihrem kollegen telefoniert
kommt ein techniker oder zwei?
gibt es eine person die das abholt
arbeitet ihr mit agenturen
`,
)

export const fr = labelled(
  `
bonjour je souhaiterais parler avec quelqu'un du service facturation
je veux une personne
pouvez vous me rappeler au 0612345678
passez moi quelqu'un
j'en ai marre du bot je veux un conseiller
est ce que quelqu'un peut m'appeler aujourd'hui
je voudrais avoir quelqu'un au telephone
un agent svp
mettez moi en contact avec un humain
puis je parler au médecin
comment joindre un conseiller ?
je veux parler a un responsable maintenant
y a-t-il quelqu'un à qui je peux parler
humain svp
contact avec un conseiller svp
je préfère avoir affaire à une vraie personne
qu'on me rappelle svp
non je veux un humain
`,
  `
j'ai déjà parlé à quelqu'un merci
le conseiller m'a dit 48h
il y a combien de personnes par chambre
mon agent m'a envoyé le lien
vous avez un service client au Maroc ?
personne ne répond au magasin
ma fille parle à sa maîtresse demain
un humain a-t-il testé ce produit
je ne veux pas d'appel
c'est pour deux personnes svp
l'agent d'accueil était sympa
à quelle heure ferme le service client ?
je cherche un poste de conseiller de vente
quelqu'un vient chercher la commande
`,
)

export const hi = labelled(
  `
bhai kisi se baat karwa do
mujhe aapke manager se baat karni hai
koi banda hai jo baat kare?
call karwa do kisi se
mujhe bot nahi insaan chahiye
agent ko bulao
मुझे एजेंट चाहिए
क्या कोई मुझे फोन कर सकता है
customer care number pe baat karna hai
mujhe support team se connect karo
please kisi real agent se connect karo
मुझे सीनियर से बात करनी है
sir se baat ho sakti hai kya
ye bot band karo aur kisi aadmi se baat karao
main kisi se baat karna chahta hu
`,
  `
mera agent kal aayega
agent ne bola tha refund aayega
kitne aadmi ka khana hai
aap insaan ho kya
mujhe call mat karna
maine customer care ko call kiya tha
baat ho gayi hai dhanyavaad
एजेंट का नंबर क्या है
do log ke liye room chahiye
manager ka naam kya hai
kisi aur color me hai kya
kya baat hai bahut accha
`,
)

export const ar = labelled(
  `
ابغى اتكلم مع موظف
ممكن اكلم المدير
عايز اكلم خدمة العملاء
وصلوني بموظف
اريد شخص يتصل بي
لو سمحت حولني للدعم الفني
هل يمكن لأحد الاتصال بي؟
ما ابغى بوت ابغى موظف
ممكن حد يكلمني
أريد إنسان
بدي حدا يحكي معي
نبي نكلم حد
محتاج اتكلم مع حد ضروري
`,
  `
الموظف قال بكره يوصل
كم عدد الموظفين عندكم
ما ابي احد يتصل علي
حجز لشخصين
انت شخص حقيقي؟
كلمت خدمة العملاء وحلوا المشكلة
وين مكتب الوكيل
مديري يبي الفاتورة
شكرا للموظف احمد
`,
)
