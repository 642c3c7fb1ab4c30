import { moods } from './moods.ts'

export const de = moods({
  frustrated: `
das ist lächerlich, seit drei wochen warte ich
schlechtester service aller zeiten
inakzeptabel
WO IST MEINE BESTELLUNG????
ihr seid doch unfähig
ich habe die nase voll
so eine frechheit
wollt ihr mich verarschen
das ist eine unverschämtheit
saftladen
mir reicht's
ich bin stinksauer
nie wieder bestelle ich hier
warum antwortet keiner????
ihr betrüger
eine zumutung
ich bin sehr enttäuscht und verärgert`,
  financial: `
meine karte wurde gestohlen
es gibt eine abbuchung die ich nicht gemacht habe
ich glaube das ist betrug
mein konto wurde gehackt
unberechtigte abbuchung auf meinem konto
ein inkassobüro schreibt mir in ihrem namen
ich wurde abgezockt
ich möchte die zahlung bei der bank zurückbuchen lassen, kenne ich nicht`,
  medical: `
ich hatte eine allergische reaktion auf die creme
ich bekomme keine luft
mein sohn hat eine batterie verschluckt
ich will nicht mehr leben
ich bin schwanger, darf ich diese tabletten nehmen?
brustschmerzen seit heute morgen
sie hat eine überdosis genommen
meine haut ist verbrannt, fahre in die notaufnahme`,
  legal: `
ich schalte meinen anwalt ein
ich werde sie verklagen
ich erstatte anzeige
ich melde sie der verbraucherzentrale
auskunft nach dsgvo bitte
löschen sie alle meine daten gemäß datenschutz
wir sehen uns vor gericht
ich gehe zur polizei`,
  stillNot: `
funktioniert immer noch nicht
immer noch nicht da
geht nach wie vor nicht
hat nicht geholfen
schon wieder das gleiche problem
noch immer nichts
das klappt auch nicht
habe ich schon probiert, geht nicht`,
  calm: `
das shirt ist der hammer!!
kein problem
DANKE!!!
was kostet das rote?
kann ich eine rückerstattung bekommen
nehmt ihr kreditkarten
gibt es einen tennisplatz
wann macht ihr auf???
SUPER!!!
gar nicht schlecht
habt ihr polizeikostüme für kinder
schwangerschaftskissen auf lager?
BITTE SCHICKEN SIE MIR DIE PREISLISTE
ich idiot hab mein passwort vergessen
ist das noch verfügbar
notausgang sitzplatz möglich?
verdammt gut, danke
haben sie etwas ohne nüsse, ich bin allergiker`,
})

export const fr = moods({
  frustrated: `
c'est ridicule, trois semaines que j'attends
service nul
inadmissible
OU EST MA COMMANDE ????
vous êtes des incapables
j'en ai marre
vous vous foutez de moi
quelle honte
c'est n'importe quoi votre service
bande de voleurs
je suis très en colère
plus jamais je commande chez vous
pourquoi personne ne répond ????
c'est scandaleux
je suis furieuse
ras le bol
je vais vous mettre un avis négatif partout
vraiment très déçue, c'est inacceptable`,
  financial: `
on m'a volé ma carte
il y a un prélèvement que je ne reconnais pas
je pense que c'est une fraude
mon compte a été piraté
paiement non autorisé sur mon compte
j'ai été victime d'une arnaque
je veux contester une transaction
un huissier me réclame une dette en votre nom`,
  medical: `
j'ai fait une réaction allergique à la crème
je n'arrive plus à respirer
mon fils a avalé une pile
j'ai envie de mourir
je suis enceinte, puis-je prendre ce médicament ?
douleur à la poitrine depuis ce matin
elle a fait une overdose
brûlure sur la peau après votre produit, je vais aux urgences`,
  legal: `
je vais prendre un avocat
je vais porter plainte
on se voit au tribunal
je vous signale à la répression des fraudes
demande rgpd : supprimez toutes mes données
je vais à la police
mise en demeure envoyée
j'engage des poursuites`,
  stillNot: `
ça ne marche toujours pas
toujours pas reçu
je n'ai toujours rien
encore le même problème
ça n'a pas marché
toujours rien
j'ai déjà essayé, rien ne change
ça ne fonctionne pas non plus`,
  calm: `
il est trop stylé ce t-shirt !!
pas de souci
MERCI !!!
combien coûte la rouge ?
puis-je être remboursé ?
vous prenez la carte bancaire ?
il y a un court de tennis ?
vous ouvrez à quelle heure ???
J'ADORE !!!
pas mal du tout
avez-vous des déguisements de policier
vêtements femme enceinte ?
BONJOUR JE VEUX LE CATALOGUE SVP
je suis bête, j'ai oublié mon mot de passe
c'est toujours disponible ?
siège sortie de secours possible ?
c'est une tuerie ce gâteau
je suis allergique aux noix, lesquels sont sans ?`,
})
