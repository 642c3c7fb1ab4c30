import { labelled } from '../labelled.ts'

export const fr = labelled(
  `
je veux parler à un humain
conseiller
un humain svp
je voudrais parler à quelqu'un
passez moi un responsable
je ne veux pas parler à un robot
quelqu'un peut m'appeler ?
pouvez-vous me mettre en relation avec un conseiller
HUMAIN
parler a une vrai personne
rappelez-moi svp
j'aimerais échanger avec une personne réelle si possible
ya quelqu'un de réel ici ?
besoin de parler a un agent
stop le bot, je veux un humain
à qui je peux parler pour mon remboursement
est-ce un robot ? passez-moi une personne
transférez moi au service client
je souhaite être mis en contact avec votre responsable
un vrai conseiller s'il vous plait
je préfère parler avec un être humain
consieller svp
pourrais-je avoir un conseiller au téléphone
appelez-moi
je peux pas parler à une vraie personne ?
je veu parlé a kelkun
service client svp
`,
  `
c'est combien par personne ?
une table pour 4 personnes
êtes-vous un humain ?
j'ai parlé à un conseiller hier, c'est bon
je n'ai pas besoin de parler à quelqu'un merci
mon agent immobilier vous enverra le dossier
le service client est top
ne m'appelez pas, un message suffit
une autre personne peut récupérer le colis ?
vous avez des livres sur les droits de l'homme
je m'appelle Sophie
quelqu'un peut me dire le prix ?
votre conseillère a été adorable
c'est pour une personne
les ressources humaines m'ont demandé une attestation
est-ce que je parle à une personne ?
agent nettoyant pour cuir vous en avez
mon conseiller bancaire m'a dit d'envoyer le rib
pas besoin d'un conseiller, juste les horaires
je suis agent de voyage, avez-vous des tarifs pro
le corps humain, le poster, il est dispo ?
je vais en parler à mon mari
le livreur m'a appelé hier
combien de personnes maximum dans le gîte
`,
)
