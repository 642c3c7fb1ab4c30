import { labelled } from '../labelled.ts'

export const it = labelled(
  `
voglio parlare con una persona
operatore
vorrei parlare con un operatore umano
mi può chiamare qualcuno?
non voglio parlare con un robot
passami un responsabile
c'è qualcuno di reale con cui parlare?
mi metta in contatto con l'assistenza clienti
umano per favore
richiamatemi per favore
ho bisogno di un consulente
posso parlare con qualcuno?
basta bot, voglio una persona vera
opertaore
`,
  `
quanto costa a persona?
tavolo per 4 persone
sei un umano?
ho parlato con un operatore ieri, tutto ok
non ho bisogno di un operatore grazie
il mio agente immobiliare manderà i documenti
l'operatore è stato gentilissimo
mi chiamo Luca
qualcuno può dirmi il prezzo?
una camera per una persona
libri sui diritti umani ne avete?
sto parlando con una persona?
non chiamatemi, scrivete pure qui
chi è il tour operator?
`,
)

export const nl = labelled(
  `
ik wil een mens spreken
medewerker
kan ik met een echt persoon praten
kan iemand mij bellen?
ik wil niet met een robot praten
verbind me door met de klantenservice
mag ik uw leidinggevende spreken
mens aub
is er iemand die ik kan spreken?
graag contact met een medewerker
bel mij terug aub
ik heb liever een echte medewerker
`,
  `
wat kost het per persoon?
tafel voor 4 personen
ben je een mens?
ik heb gisteren een medewerker gesproken, alles goed
ik hoef geen medewerker te spreken
mijn makelaar stuurt het contract
de klantenservice is top
kan iemand anders het pakket ophalen
niet bellen aub, liever een bericht
jullie medewerker was erg vriendelijk
weet iemand hoe laat jullie open zijn
spreek ik met een mens?
`,
)

export const tr = labelled(
  `
bir insanla görüşmek istiyorum
temsilci
müşteri temsilcisine bağlanmak istiyorum
beni arar mısınız
robotla konuşmak istemiyorum
yetkili biriyle görüşebilir miyim
insan lütfen
operatöre bağla
gerçek biriyle konuşmak istiyorum
müdürünüzle konuşmak istiyorum
canlı destek
birisi beni arayabilir mi
`,
  `
kişi başı ne kadar?
4 kişilik masa
sen insan mısın?
dün temsilciyle konuştum sorun çözüldü
temsilciye gerek yok teşekkürler
emlakçım belgeleri gönderecek
insan hakları kitabı var mı
müşteri hizmetleri çok iyi
beni aramayın mesaj atın
temsilciyle görüşmek istemiyorum
başka biri teslim alabilir mi
robot süpürge var mı
`,
)
