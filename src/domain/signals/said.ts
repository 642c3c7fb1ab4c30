import { type Reading, wordsOf } from './words.ts'

/** What a message consists of, to be compared with others. */
export interface Said {
  readonly words: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
}

export function saidIn({ words }: Reading): Said {
  const said = new Set(words.map(({ word }) => word))
  return { words: said, numbers: new Set([...said].filter((word) => /\p{Nd}/u.test(word))) }
}

/** Words that any question has: "how much is the red one" and "how much is the blue one" are two. */
const LITTLE: ReadonlySet<string> = new Set(
  wordsOf(`
a an the this that these those is are was were be been do does did have has had can could will would should may i you he she it we they me my your our their
of to in on at for from with by and or but not no yes so if there here what when where who which why how much many please pls hi hello hey thanks thank ok one ones any some
el la los las un una unos unas lo y o pero no si de del al a en con por para que se me te le mi tu su es son esta este esto ese hay ser tiene tienen puedo puede cuanto cuanta cuesta cual cuando donde como quien hola gracias favor quiero
os as um uma e ou mas nao sim do da dos das ao no na em com por para pra que se me te meu minha seu sua eh sao esta este isso tem posso pode quanto custa qual quando onde como quem oi ola obrigado obrigada quero
der die das den dem des ein eine einen einem einer und oder aber nicht ja nein von zu in im am an auf mit fur bei ist sind war hat haben ich du sie er es wir ihr mein meine ihre kann konnen was wann wo wer wie viel kostet warum bitte hallo danke
le la les un une des et ou mais pas oui non de du au aux a en dans avec pour par que qui est sont etait ce cette ca il elle je tu vous nous mon ma votre y peut puis quoi quand combien coute comment pourquoi bonjour merci svp
hai h hain tha thi ka ke ki ko se me mein par aur ya kya kab kahan kaise kitna kitne kaun main mera mere meri aap aapka ye yeh wo nahi haan ji है हैं का के की को से में पर और क्या कब कहां कैसे कितना मैं मेरा मेरी मेरे आप ये यह नहीं
في من الى على عن مع و او هل ما متى اين وين كم كيف شو ايش انا انت هو هي هذا هذه لا نعم لو سمحت بكم عندكم
il lo gli i una e o ma non si di del della a al in con per che mi ti mio mia suo sono quanto costa quando dove come ciao grazie het een en of maar niet ja nee van in op met voor is zijn ik u je mijn uw kan wat wanneer waar hoe veel`),
)

export const contentOf = ({ words }: Said): ReadonlySet<string> =>
  new Set([...words].filter((word) => !LITTLE.has(word)))
