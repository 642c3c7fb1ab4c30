import { labelled } from '../labelled.ts'

export const en = labelled(
  `
Agent!!!!!
*human*
pls let me speak to human
this is useless, can someone from your company contact me
representative please.
I'd like to speak to a manager about my experience
can i speak w/ a person
hey can you put me in touch with someone in the loans department
I want to cancel but I need to talk to someone about it first
do you have a real person i can talk to?
Is there someone available to talk?
human support
live chat with a human
please get someone to call me
I want to discuss this with your team lead
Can I be transferred to an agent?
Hello, I need assistance from a live agent
give me customer service
talk to agent
I don't want an automated reply, I want a real answer from a person
Someone needs to call me ASAP
are there any humans working there?
not you, a human
can i please talk to someone who knows about mortgages
stop sending me automated messages and let me talk to someone
operator!
customer care
I would like a call back regarding my appointment
Can a manager reply to me please
speak to human now or im leaving
let me chat with an actual employee
Hi, could you connect me with your sales team?
I need a supervisor
`,
  `
I was speaking to an agent and got disconnected, where is my refund?
your agent told me the fee was waived
Is an agent required to open the account?
can I send someone else to pick it up?
Do you have someone who speaks French at the hotel?
My friend recommended your human hair extensions
how do I become a representative?
what are the manager's working hours
please tell the manager thank you
the bot is really helpful, thanks!
you are such a good robot
Do you sell robots for kids?
I bought a robot vacuum and it stopped
nobody was at the reception when we arrived
the receptionist asked me to confirm by whatsapp
will there be someone at the door?
can someone under 18 enter
Anyone can join the class?
is there someone I should tip?
how many staff do you have
I don't have an agent
we are a family of five people
person in charge of the event is Maria
I'll speak to my wife and get back to you
talk soon!
call center jobs available?
My phone operator is Vodafone, is eSIM supported
agent 47 figurine price?
does a real person check the documents or is it automatic?
is this service run by humans or ai?
Could you ask the driver to call me?
I got a call from your colleague yesterday
no agent please
I want my money back
can you help me please
`,
)

export const es = labelled(
  `
Quiero un agente
me comunica con una persona?
pueden llamarme al 5512345678 por favor
con un humano por favor
quiero atención personalizada
necesito ayuda de una persona real
no hablo con robots
por favor que alguien me llame
pásame al supervisor
no entiendes, quiero hablar con alguien
hablar con soporte
puede contactarme un asesor?
quiero hablar con recepción
me urge comunicarme con ustedes por telefono con alguien
hola asesor por favor
existe un número donde pueda hablar con una persona?
`,
  `
la habitación es para tres personas
el asesor quedó en llamarme ayer y no lo hizo
necesito el nombre del representante legal
qué requisitos necesito para ser asesor
tengo una persona interesada en la casa
¿una persona con discapacidad puede entrar?
el agente de aduana me pide la factura
no soy un robot jaja
hablamos mañana
mi mamá habló con ustedes
hay personal que hable inglés?
gracias por la atención al cliente, excelente
a nombre de qué persona sale la factura
quiero hablarles de un problema con mi pedido
el servicio técnico vino y no arregló nada
`,
)

export const pt = labelled(
  `
quero falar com alguém por favor
me liga por favor
preciso de um atendente
gostaria de falar com uma pessoa
atendente humano por favor
pode chamar a gerente?
queria um contato humano
tem como me ligarem?
quero falar com a recepção
`,
  `
o vendedor não me respondeu
quantas pessoas podem ir?
essa vaga é para uma pessoa com experiência?
quero falar sobre meu pedido
a pessoa do suporte resolveu ontem
vocês são humanos?
ele falou com a gerente
não precisa de atendente, resolvi
`,
)

export const de = labelled(
  `
ich würde gerne mit jemandem reden
bitte einen menschlichen mitarbeiter
kundenservice
können sie mich zurückrufen?
ich will keinen bot
verbinden sie mich bitte mit ihrem vorgesetzten
kann ich mit einem verkäufer sprechen
ich möchte einen termin telefonisch mit jemandem ausmachen
gibt es einen menschen mit dem ich schreiben kann
`,
  `
ich habe einen termin mit dem berater
wie viele personen dürfen mitkommen
der chef ist nicht da
ich brauche keine beratung
zwei personen bitte
ihr service ist toll
suche einen ansprechpartner für vertrieb in österreich?
mein kollege hat die bestellung gemacht
werden die daten von menschen geprüft?
`,
)

export const fr = labelled(
  `
je veux parler à quelqu'un
pouvez-vous m'appeler svp
un conseiller peut-il me contacter
je veux un vrai humain
passez-moi le responsable
j'ai besoin d'aide d'un humain
je préférerais parler avec une personne
connectez moi à un agent
contactez-moi par téléphone svp
`,
  `
combien de personnes
je suis la personne qui a commandé hier
un agent est passé chez moi
quelqu'un a pris mon colis
j'ai rendez-vous avec un conseiller lundi
mon conseiller est en vacances
vous êtes un robot non ?
la personne au téléphone était désagréable
parlez-vous anglais ?
`,
)

export const hi = labelled(
  `
mujhe kisi se baat karni hai
kya koi real insaan hai
mujhe manager chahiye
call kijiye mujhe
किसी इंसान से बात कराइए
मुझे किसी अधिकारी से बात करनी है
agent please
customer care se connect kijiye
koi aadmi baat karega kya
`,
  `
agent kaun hai
mere papa baat karenge
manager ne mana kiya
2 aadmi ke liye kitna
insaan to insaan hai
आपके एजेंट ने गलत जानकारी दी
mujhe agent banna hai
baat samajh nahi aayi
`,
)

export const many = labelled(
  `
مرحبا اريد موظف
ممكن تتصلوا بي
ابي شخص حقيقي
voglio una persona vera
può richiamarmi un operatore?
vorrei parlare col direttore
ik wil een echte medewerker spreken
kunnen jullie mij bellen?
insanla görüşmek istiyorum
müşteri temsilcisi lütfen
bir yetkili ile konuşmak istiyorum
saya mau bicara sama orang
tolong sambungkan ke cs
хочу живого оператора
соедините с оператором
можно поговорить с менеджером?
chcę z człowiekiem
proszę o połączenie z konsultantem
转人工客服
我要找人工
人と話したい
スタッフにつないで
상담원 연결
`,
  `
الشخص اللي رد علي محترم
كم عدد الاشخاص
l'operatore mi ha detto di aspettare
quante persone
de medewerker was aardig
hoeveel personen
temsilci aradı teşekkürler
kaç kişilik
cs nya lama banget
untuk berapa orang
оператор мне помог
сколько человек
konsultant pomógł
ile osób
客服说明天发货
几个人
何人ですか
担当者から連絡がありました
몇 명이에요
상담원이 친절해요
`,
)
