import { labelled } from '../labelled.ts'

export const fr = labelled(
  `
bonjour, est-il possible de joindre un conseiller ?
je veux votre superieur
qqn peut me rappeler svp
agent humain
marre de ce robot je veux quelqu'un
y a t il une personne avec qui discuter
vous pouvez me passer le service facturation
personne réelle svp
je voudrais que quelqu'un me contacte
mettez moi avec un operateur
puis-je m'entretenir avec un de vos collègues ?
je désire parler au directeur
un humain peut regarder mon dossier ?
`,
  `
j'ai eu un conseiller au téléphone ce matin, il a tout réglé
l'opérateur de mon téléphone est Orange
personne ne m'a livré hier
il n'y a personne au magasin le dimanche ?
mon collègue passera prendre la commande
je ne souhaite pas être rappelé
faut-il parler à un conseiller pour résilier ou je peux le faire ici
elle est dispo pour une seule personne la chambre ?
produit à usage humain ?
votre collègue m'avait promis un geste commercial
c'est quoi le salaire d'un conseiller clientèle chez vous
mon fils parle à son prof demain
vous êtes une vraie personne ou une machine ?
`,
)
