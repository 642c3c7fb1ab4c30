import { labelled } from '../labelled.ts'

export const it = labelled(
  `
Buongiorno, sarebbe possibile parlare con un vostro collega?
voglio un essere umano
mi passi il direttore
fatemi chiamare da qualcuno
persona reale
mi fate parlare con l'ufficio fatture?
preferisco un operatore
`,
  `
la persona che mi ha risposto ieri era gentile
il mio capo vuole la fattura
quante persone possono stare nell'appartamento?
non voglio parlare con nessuno, solo gli orari
siete una persona o un bot?
agente di viaggio, avete tariffe nette?
la consulente mi ha già aiutata
`,
)

export const nl = labelled(
  `
kunt u mij doorverbinden met een collega
ik wil graag iemand spreken over mijn factuur
geen bot maar een mens
echte persoon graag
met wie kan ik praten hierover
manager spreken
`,
  `
ik sprak vorige week met een collega van u
hoeveel personen passen in het huisje
zoeken jullie nog medewerkers?
mijn baas wil de factuur
moet ik iemand spreken om op te zeggen of kan dat hier
is dit voor mensen of dieren
`,
)

export const tr = labelled(
  `
müşteri hizmetleri ile görüşmek istiyorum
gercek insan lutfen
bana biri dönsün
yöneticiye bağlar mısınız
bot istemiyorum insan istiyorum
canlı temsilci
`,
  `
temsilciniz çok yardımcı oldu
tur operatörü kim
eşimle konuşup döneceğim
kaç kişi kalabilir
müdürüm fatura istiyor
bir insanla mı konuşuyorum
`,
)
