import { moods } from './moods.ts'

/** Written last of all, with ordinary questions that hold dangerous words. */
export const en = moods({
  frustrated: `
this is a complete shambles
I'm so annoyed with your company right now
you guys are the worst
still no answer, this is unacceptable`,
  financial: `
my wallet got stolen with the card in it
I see a payment I don't recognise`,
  medical: `
I have a severe allergic reaction
she's not breathing`,
  legal: `
expect a letter from my lawyers
I want to file a complaint with the police`,
  stillNot: `
I still can't log in
that didn't work either`,
  calm: `
can I take my dog with me on the ferry
she bought a gift card for my account
I work in debt advice, do you have a student plan
the cake got a bit burnt but it was lovely
is alcohol allowed in the room
my payment was not approved, should I try another card?
he cut my hair, great job
I can't believe how beautiful it is
what's the worst seat on the plane
my cough is getting worse, which syrup do you have
is there a police station near the hotel
is the court available at 6pm`,
})

export const es = moods({
  frustrated: `
esto es una vergüenza, nadie responde
estoy furiosa con ustedes
qué servicio tan malo`,
  financial: `
no reconozco este cargo
me clonaron la tarjeta`,
  medical: `
tengo una reacción alérgica
no respira bien mi hijo`,
  legal: `
voy a denunciarlos
los veré en el juzgado`,
  stillNot: `
aún no me llega
sigue dando error`,
  calm: `
cuál es mi deuda actual
puedo tomar el curso con mi hermana
me llegó con manchas, hay cambio?
ofrecen seguro de accidentes
alguien compró una tarjeta de regalo para mí
no puedo creer lo bonito que está
hay policía de devoluciones? digo política jaja
la cancha sigue disponible?`,
})

export const pt = moods({
  frustrated: `
que falta de respeito com o cliente
tô revoltada
o atendimento de vocês é um lixo`,
  financial: `
não reconheço essa cobrança
clonaram meu whatsapp e meu cartão`,
  medical: `
estou com falta de ar
tive alergia ao produto`,
  legal: `
vou procurar meus direitos no procon
vou na delegacia`,
  stillNot: `
ainda não resolveu
continua dando erro`,
  calm: `
mentira!! que lindo
quanto é minha dívida pra quitar
posso tomar café com vocês amanhã?
seguro de acidentes pessoais quanto custa
não acredito que já chegou!!
fizeram o cartão rapidinho
vocês têm quadra de areia
o processo de inscrição como funciona`,
})

export const de = moods({
  frustrated: `
das ist echt eine frechheit
ich bin total enttäuscht von euch
was für ein saftladen`,
  financial: `
ich erkenne diese abbuchung nicht, betrug!
meine kreditkarte wurde geklaut`,
  medical: `
ich habe eine allergische reaktion
er atmet nicht mehr`,
  legal: `
mein anwalt meldet sich
das geht an die verbraucherzentrale`,
  stillNot: `
es geht immer noch nicht
noch immer keine antwort`,
  calm: `
ist das brot geschnitten
darf ich meinen hund mit in den zug nehmen
ist noch genug platz
habt ihr gerichte ohne fleisch
gibt es unfallversicherung
das sieht unglaublich gut aus
ich habe schulden bei euch, wie viel ist offen?
geht das auch mit paypal`,
})

export const fr = moods({
  frustrated: `
vous vous moquez de moi ou quoi
je suis vraiment très déçue de votre service
c'est une honte`,
  financial: `
je ne reconnais pas ce débit
on m'a volé mon portefeuille et ma carte`,
  medical: `
je fais une réaction allergique
il ne respire plus`,
  legal: `
je vais saisir mon avocat
je porte plainte`,
  stillNot: `
ça bug toujours, rien ne marche
toujours pas livré`,
  calm: `
puis-je prendre rendez-vous avec le docteur
on a acheté une carte cadeau
vous avez des plaques de cuisson ?
j'ai coupé le tissu, quelle longueur ?
une salade avocat crevettes svp
assurance accident, quels tarifs ?
incroyable, déjà livré !
il reste toujours des places ?`,
})

export const hi = moods({
  frustrated: `
bahut hi bekar service hai aapki
कितनी बार बोलूं, बकवास है`,
  financial: `
mera atm card chori ho gaya
ye payment maine nahi kiya`,
  medical: `
dawa se reaction ho gaya
सांस नहीं आ रही`,
  legal: `
main vakil se baat karunga
consumer court jaunga`,
  stillNot: `
abhi tak refund nahi mila
अभी भी नहीं चल रहा`,
  calm: `
life hack wala video bhejo
bukhar ki dawa hai kya
loan ki emi kitni hai
kya baat hai, mast hai
card se pay kar sakte hai kya
abhi kitne baje tak khula hai`,
})

export const ar = moods({
  frustrated: `
خدمة زفت والله
قهرتوني`,
  financial: `
انسرق حسابي
فيه سحب غير مصرح به`,
  medical: `
جاني ضيق تنفس
عندي حساسية شديدة من الدواء وتورم وجهي`,
  legal: `
بروح للشرطة
بشتكي لحماية المستهلك`,
  stillNot: `
لسه ما انحلت
لحد الآن ما وصل الطلب`,
  calm: `
كم درجة حرارة المسبح
الطول 20 سم
دين الاسلام كتاب عندكم
وش رقم شرطة المرور
تأمين حوادث بكم
كم حبة في العلبة`,
})
