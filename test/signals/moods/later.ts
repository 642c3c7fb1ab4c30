import { moods } from './moods.ts'

/** Written after the rules, which have learned from what they missed here. */
export const en = moods({
  frustrated: `
This is getting beyond a joke now
I can't believe how badly you treat customers
your service is a disgrace
I've wasted my whole day on this
absolutely fuming
WHY HAS NOBODY REPLIED TO ME???
you've let me down again, I'm done with you
don't bother, I'll take my business elsewhere`,
  financial: `
somebody has been spending on my credit card
my bank says the payment to you is fraudulent
I've been charged for something I never authorised`,
  medical: `
my throat is closing up after eating this
my daughter drank the cleaning liquid
I've been feeling suicidal lately`,
  legal: `
my solicitor will be in touch
I'm reporting this to the ombudsman
please erase my personal data`,
  stillNot: `
nope still broken
I'm still waiting for my refund
doesn't work either`,
  calm: `
the delivery guy was so nice, thanks a lot
is the sauce very hot?
I need a bigger size please
WOW THAT WAS QUICK
can I pay in two instalments
my kids are mad about your cakes
is it ok if I'm late by 10 minutes
are you still open on Sunday
I feel sick of winter, do you have summer deals?
how do I use the gift card`,
})

export const es = moods({
  frustrated: `
esto es una burla
llevo un mes esperando y nadie me da solución
qué mal servicio dan
me tienen cansado
DEVUELVANME MI DINERO YA!!!!
no vuelvo a comprarles nada
son lo peor`,
  financial: `
alguien usó mi tarjeta en otra ciudad
aparecen compras que no hice
creo que me quieren estafar`,
  medical: `
me salieron ronchas después de usar el producto
mi bebé se tragó una moneda
estoy pensando en suicidarme`,
  legal: `
los voy a demandar por esto
quiero que eliminen todos mis datos personales
mi abogado los contactará`,
  stillNot: `
pues sigue igual
todavía no me llega nada
no me funcionó`,
  calm: `
todo perfecto, mil gracias
tienen talla más grande?
qué lindo quedó!!!
cuánto tarda el envío
sigue en pie la cita de mañana?
hay descuento por pago con tarjeta
puedo llevar a mi perro
me equivoqué de color, puedo cambiarlo?`,
})

export const pt = moods({
  frustrated: `
que atendimento horrível
vocês não respeitam o cliente
já perdi a paciência
QUERO MEU DINHEIRO DE VOLTA!!!!
nunca fui tão mal tratada
tô muito puto com isso`,
  financial: `
fizeram compras no meu cartão sem eu saber
acho que levei um golpe
descontaram um valor que eu não autorizei`,
  medical: `
meu rosto inchou depois do creme
meu filho bebeu água sanitária
não quero mais viver`,
  legal: `
vou acionar meu advogado
vou denunciar vocês no procon
apaguem meus dados pessoais`,
  stillNot: `
ainda não funcionou
não chegou até hoje, ainda nada
deu erro de novo`,
  calm: `
deu tudo certo, obrigada
tem no tamanho G?
LINDO DEMAIS
posso parcelar em 3x?
ainda dá tempo de pedir?
que horas fecha hoje
aceita vale refeição?
meu cachorro é bravo, tem problema?`,
})

export const de = moods({
  frustrated: `
das ist doch ein schlechter scherz
ich bin echt sauer
euer service ist unter aller sau
ICH WARTE SEIT WOCHEN!!!!
so geht man nicht mit kunden um
das ist eine bodenlose frechheit`,
  financial: `
jemand hat mit meiner karte eingekauft
da wurde geld abgebucht ohne meine zustimmung
ich bin auf betrüger reingefallen`,
  medical: `
mein hals schwillt an nach dem essen
mein kind hat putzmittel getrunken
ich denke an selbstmord`,
  legal: `
sie hören von meinem anwalt
ich gehe damit vor gericht
bitte löschen sie meine daten`,
  stillNot: `
geht immer noch nicht
ist noch nicht angekommen
hat leider nicht geholfen`,
  calm: `
alles bestens, danke euch
habt ihr das auch in grün?
WIE SCHÖN!!!
kann ich auf rechnung zahlen
ist der termin noch frei
wie lange dauert der versand
gibt es noch karten
ist das paket schon unterwegs`,
})

export const fr = moods({
  frustrated: `
c'est vraiment du grand n'importe quoi
je suis hors de moi
vous êtes nuls
REMBOURSEZ MOI !!!!
on se moque du client
je suis extrêmement mécontente`,
  financial: `
quelqu'un a utilisé ma carte
je n'ai jamais autorisé ce paiement
j'ai été arnaquée`,
  medical: `
j'ai la gorge qui gonfle
mon bébé a avalé une pièce
je pense au suicide`,
  legal: `
mon avocat va vous écrire
je saisis le tribunal
effacez toutes mes données personnelles`,
  stillNot: `
ça ne fonctionne toujours pas
encore la même erreur
pas encore reçu`,
  calm: `
tout est parfait merci
vous l'avez en noir ?
TROP BEAU !!!
je peux payer en deux fois ?
il reste des places ?
c'est toujours ouvert le lundi ?
combien de temps pour la livraison
j'ai perdu mon code, comment faire`,
})

export const hi = moods({
  frustrated: `
kitni ghatiya company hai
mera time waste kar diya tumne
आप लोग बिल्कुल बेकार हैं
PAISA WAPAS KARO!!!!
bahut hi kharab service`,
  financial: `
kisi ne mere card se shopping kar li
मेरे साथ फ्रॉड हो गया
account se paise gayab`,
  medical: `
saans lene me dikkat ho rahi hai
बच्चे ने दवा निगल ली
mujhe mar jana hai`,
  legal: `
police complaint karunga
मैं कोर्ट जाऊंगा
mera data delete karo`,
  stillNot: `
abhi bhi nahi aaya
फिर से वही समस्या
kaam nahi kar raha abhi tak`,
  calm: `
sab badhiya hai thanks
bada size hai kya
BAHUT SUNDAR!!!
kitne din me aayega
अभी उपलब्ध है क्या
card se payment hoga?
shop kahan hai
mujhe 2 chahiye`,
})

export const ar = moods({
  frustrated: `
خدمتكم سيئة جدا
انا زعلان منكم
ضيعتوا وقتي
رجعوا فلوسي!!!!
هذي قلة احترام`,
  financial: `
واحد استخدم بطاقتي
حسابي انسرق
خصمتوا مبلغ بدون اذني`,
  medical: `
ما اقدر اتنفس بعد الدواء
ولدي شرب الكلور
افكر بالانتحار`,
  legal: `
بوكل محامي
راح ارفع قضية
امسحوا بياناتي`,
  stillNot: `
لسه ما اشتغل
للحين ما وصلني
نفس المشكلة`,
  calm: `
كل شي تمام مشكورين
عندكم مقاس اكبر؟
يجنن!!!
كم يوم التوصيل
لسه فيه مواعيد؟
ينفع ادفع بالبطاقة
وين موقعكم
ابي اثنين`,
})
