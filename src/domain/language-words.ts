import type { Language } from './language.ts'

/** What each Latin-written language is told by, without accents and in the spelling of people in a hurry. */
type Told = Exclude<Language, 'ar'>

/** Words that hardly any of the other languages has. */
const OWN: Readonly<Record<Told, string>> = {
  en: `do me no size item available received nobody anybody anyone the is are am was were been hasn hasnt have has had don dont didn didnt doesn doesnt does did can cant couldn
    could would wouldn should will wont i im ive ill my mine your yours youre you they their it its this that these
    those there here where wheres what whats when whens which who why how and but or not with without from about
    please pls plz thanks thank thx hello hi hey yes yeah yep nope sorry need want wanna get got give send sent ship shipped
    shipping arrive arrived arriving ordered delivered broken wrong still never
    been again today tomorrow yesterday someone person human talk speak help know much many any some more
    in to of for on at good morning evening store open close time u ur wheres right now`,
  es: `dos tres veces cobraron cobro funciona perfecto entiendo cancelar talla dame digame el los las una unos unas y pero muy mi mis tu tus su sus usted ustedes yo ella ellos nosotros es son soy eres
    esta estan estoy estaba fue fui ser hay tengo tienes tiene tienen tenia quiero quieres quiere quisiera puedo puedes
    puede pueden podria hacer hago hice hizo donde cuando cuanto cuanta cuesta cual quien porque xq pq nada todavia aun
    aqui ahi alli ahora hoy ayer manana hola buenos buenas dias tardes noches gracias favor si con sin del al lo le les
    pedido pedidos envio enviar enviaron envien llego llegado llega llegar recibi recibir recibido comprar compre dinero
    direccion paquete factura devolucion devolver cambiar ayuda ayudar ayudarme hablar alguien otra otro mucho muchas
    necesito saber bien dice dijeron tambien entonces hasta desde nunca siempre vale oye mire tienda abierto abren que de en me se no como esto
    eso pasa paso vez segunda todo por para`,
  pt: `funciona duas tres vezes cobraram cobrou perfeito entendi cancelar tamanho aceita voltou nao voce voces vc vcs eu ele ela eles elas nos meu minha meus minhas seu sua seus suas um uma uns umas o os do da
    dos das no na nos nas ao aos pelo pela em com sem e mas muito muita mais isso isto esse essa aquele sao sou estou
    esta estao estava foi fui tem tenho temos tinha quero quer queria gostaria posso pode podem poderia fazer faz fiz
    onde quando quanto quanta custa qual quem porque pq ainda aqui agora hoje ontem amanha oi ola bom boa dia tarde noite
    obrigado obrigada obg vlw valeu sim tudo bem pedido pedidos entrega entregue entregou chegou chega chegar chegando
    recebi receber recebido enviar enviaram comprei comprar dinheiro endereco encomenda pacote nota devolucao trocar
    troca ajuda ajudar falar alguem outro outra preciso saber tb tbm tambem entao ate nunca sempre blz cade ta to pra
    loja aberto abre horas dele dela fica vou vai que de me se como por para
    vez segunda acontece`,
  de: `nichts falsche falschen groesse grosse der das den dem des ein eine einen einem einer und oder aber nicht kein keine ich du er sie es wir ihr mich mir
    dich dir ihnen mein meine meinen meiner dein ihre ihren ist sind bin bist war waren habe hab hast hat haben hatte
    kann kannst konnen konnte mochte mochten moechte will wollen wurde wurden muss soll sollte wo wann wie was warum
    wieso wer welche welcher wieviel noch schon immer nie jetzt heute gestern morgen hier da auf aus bei mit nach von vor
    zu zum zur im ins fur fuer uber ueber bitte danke hallo guten tag abend ja nein doch auch nur sehr bestellung bestellt
    lieferung geliefert angekommen paket sendung rechnung geld ruckgabe zuruck zurueck umtauschen kaputt falsch hilfe
    helfen sprechen jemand jemandem mitarbeiter brauche wissen gibt geht kostet adresse nummer laden geoffnet offen uhr
    mal denn wenn dass weil kommt um in`,
  fr: `parfait moi remboursez annuler taille marche jai daide le les des du un une et mais ou pas je tu il elle nous vous ils elles mon ma mes ton ta votre vos notre son sa ses
    est sont suis es etait ete ai as avez avons avoir ont j jai c cest ca cela ce cette cet ces qu quel quelle quels
    que qui quoi quand comment combien pourquoi ou peux peut pouvez pourriez pouvoir veux veut voudrais vouloir voulez
    faire fait ne n pas rien jamais toujours encore deja ici maintenant aujourd hui hier demain bonjour bonsoir salut
    merci svp stp plait oui non avec sans dans sur pour par chez tres bien commande commandes commander colis livraison
    livre livrer recu recevoir arrive arrivee arriver envoye envoyer acheter achete argent adresse facture rembourser
    remboursement retour echanger casse aide aider parler quelquun quelqu personne autre besoin savoir aussi alors donc
    prix coute horaires ouvert ouvre magasin numero dit depuis bonne journee me se de en la`,
  hi: `hai hain hoon hun tha thi the nahi nahin nhi nai mat kya kyu kyun kyon kab kaha kahan kaise kaisa kaun kitna kitne
    kitni mera meri mere mujhe mujhko main mai mein hum humein hamara aap aapka aapki aapko apna apni apne tum tera teri
    ka ki ke ko se par aur ya lekin magar abhi tak bhi hi toh phir fir bas ji haan han acha accha achha theek thik sahi
    galat chahiye chaiye karo karna karna kar kare karu kardo karein kijiye kijie raha rahi rahe gaya gayi gya gai hua hui hue ho
    hoga hogi aaya aayi aya ayi aata aayega ayega aana mila mili milega milna bhej bheja bhejo bhejna diya dena dijiye
    liya lena batao bataiye bata btao paisa paise wapas vapas bhai yaar namaste namaskar shukriya dhanyavad kal aaj
    koi kuch sab baat insaan wala wali wale tarah kripya samajh pata`,
}

/** What several languages have is shared out: three such words do not outweigh one that is nobody else's. */
const SHARED = 0.6

/** What each word says, per language. */
export const EVIDENCE: ReadonlyMap<string, readonly (readonly [Told, number])[]> = (() => {
  const found = new Map<string, Told[]>()
  for (const [language, words] of Object.entries(OWN) as [Told, string][])
    for (const word of new Set(words.split(/\s+/))) found.set(word, [...(found.get(word) ?? []), language])
  return new Map(
    [...found].map(([word, languages]) => [
      word,
      languages.map((language) => [language, languages.length > 1 ? SHARED / languages.length : 1] as const),
    ]),
  )
})()
