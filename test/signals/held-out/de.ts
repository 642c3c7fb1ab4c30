import { labelled } from '../labelled.ts'

export const de = labelled(
  `
Guten Tag, ich würde das lieber mit einem Mitarbeiter besprechen
bitte mensch
schluss mit dem bot, ich will jemanden sprechen
kundenberater
Können Sie mich bitte an die Buchhaltung weiterleiten?
ruft mich an bitte
ist da auch ein richtiger mensch?
ich will deinen manager sprechen
will mit jemand reden
gibt es jemanden mit dem ich telefonieren kann
ich verlange einen vorgesetzten
hallo, kann ich den doktor sprechen
kann ein mensch sich das anschauen?
`,
  `
mein berater bei der bank meinte ich soll das formular schicken
wie viele leute passen in die ferienwohnung
Ihr Kollege hat mir schon geholfen, vielen Dank!
brauche ich einen ansprechpartner vor ort für die lieferung?
ich rede erst mit meiner frau
ist der kundenservice am sonntag erreichbar?
muss ich mit jemandem sprechen um zu kündigen oder geht das online
sucht ihr noch mitarbeiter?
zwei erwachsene und eine person unter 12
mein chef hat gesagt wir nehmen das angebot
bin ich hier mit einem roboter verbunden?
das reinigungsmittel, ist das für menschen gefährlich
der agent in dem film war super
`,
)
