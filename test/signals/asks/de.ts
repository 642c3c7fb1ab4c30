import { labelled } from '../labelled.ts'

export const de = labelled(
  `
ich möchte mit einem Menschen sprechen
mensch bitte
Mitarbeiter
kann ich bitte mit einem echten menschen reden
ich will nicht mit einem bot schreiben
verbinden sie mich mit dem kundenservice
könnte mich jemand anrufen?
bitte um rückruf
ich hätte gern einen Berater
gibt es hier auch echte menschen?
ich moechte jemanden vom team sprechen
Kundendienst bitte
ich brauche einen Ansprechpartner
holen sie ihren chef
ist das ein bot? ich will einen menschen
Wäre es möglich, mit einer Kollegin oder einem Kollegen zu sprechen?
mit wem kann ich über meine rechnung sprechen
kein bot bitte, ein mensch
MENSCH!!!
rufen sie mich bitte zurück
mitarbeiter sprechen
ich wil mit nem mitarbeter reden
echte Person bitte
kann sich jemand bei mir melden
lassen sie mich mit ihrem vorgesetzten sprechen
warum kann ich nicht mit einer person sprechen
`,
  `
wieviel kostet es pro person?
Tisch für 4 Personen
bist du ein mensch?
ich habe gestern mit einem mitarbeiter gesprochen, alles gut
ich brauche keinen menschen, danke
mein Makler schickt Ihnen den Vertrag
Person im Haushalt
ihre mitarbeiter waren sehr nett
nein danke, ich möchte nicht mit einem mitarbeiter sprechen
haben sie ein buch über menschenrechte
der kundenservice ist super
rechnung kommt an meinen chef
bitte nicht anrufen, nur schreiben
für wie viele personen ist das zimmer
kann eine andere person das paket abholen
spreche ich mit einem menschen?
gilt der Mitarbeiterrabatt auch online?
kann mir jemand sagen wann ihr aufmacht
der Berater letzte Woche hat mir das Angebot gemacht
ich bin Reiseleiter, gibt es Gruppenpreise?
die agentur hat mir den code geschickt
ist das shampoo für menschen oder hunde
der techniker war da und hat alles repariert
meine tochter ruft sie morgen an
`,
)
