import { frustrationIn } from '../../signals/frustration.ts'
import { readOwn } from '../../signals/words.ts'
import { foldedWords } from './fold.ts'
import type { Heard, Said } from './rules.ts'
import { sentencesIn } from './sentence.ts'

/** Beside anger, for which there are tables already: what people say they are. */
const FEELS =
  /(?<![\p{L}\p{M}])(?:(?:i(?:'m| am)|im|we(?:'re| are))(?: \p{L}+ly| so| very| really| quite| a bit| super| too)* (?<en>(?:happy|glad)(?! to (?!hear|see))|delighted|thrilled|grateful|satisfied|pleased|impressed|worried|anxious|nervous|concerned|scared|afraid|sad|stressed|desperate|disappointed|excited)|estoy (?:muy |tan |bastante |super )*(?<es>content[oa]|feliz|encantad[oa]|satisfech[oa]|agradecid[oa]|preocupad[oa]|nervios[oa]|triste|desesperad[oa]|decepcionad[oa]|emocionad[oa])|(?:estou|fiquei) (?:muito |tao |bem |super )*(?<pt>feliz|contente|satisfeit[oa]|grat[oa]|preocupad[oa]|nervos[oa]|triste|desesperad[oa]|decepcionad[oa]|animad[oa])|ich bin (?:sehr |so |echt |wirklich |total )*(?<de>glucklich|zufrieden|begeistert|dankbar|froh|besorgt|nervos|traurig|verzweifelt|enttauscht)|je suis (?:tres |si |vraiment |trop )*(?<fr>contente?|heureu(?:x|se)|satisfaite?|ravie?|reconnaissante?|inquiete?|nerveu(?:x|se)|triste|desesperee?|decue?)|(?:main|mai) (?:bahut |bohot )?(?<hl>khush|pareshan|dukhi|nirash|chintit) (?:hu|hoon|hun)|मैं (?:बहुत )?(?<hi>खुश|परेशान|दुखी|निराश|चिंतित) हूं|انا (?:جدا )?(?<ar>سعيد|سعيده|ممتن|ممتنه|قلق|قلقه|حزين|حزينه|محبط|محبطه|راض|راضيه))(?![\p{L}\p{M}])/du
const NO_FEELING = /(?<!\p{L})(?:if|would|not sure|when|si|se|wenn|falls|agar|अगर|اذا|لو|لست|never|said|says)(?!\p{L})/u

/** How the customer feels, in their own words: the strongest of a message. */
export function moodsIn({ text }: Said, language: string): Heard[] {
  const felt = (value: string, sentence: ReturnType<typeof sentencesIn>[number]): Heard[] => [
    {
      kind: 'emotion',
      predicate: 'felt',
      value,
      quote: sentence.written(0, sentence.text.length),
      language,
      confidence: 0.7,
    },
  ]
  const sentences = sentencesIn(text)
  const fed = frustrationIn([readOwn(text)], 'normal')
  const angry = fed && sentences.find((sentence) => sentence.text.includes(foldedWords(fed.heard)))
  if (angry) return felt(fed.heard, angry)
  for (const sentence of sentences) {
    const found = FEELS.exec(sentence.text)
    if (!found || sentence.asks || NO_FEELING.test(sentence.text.slice(0, found.index))) continue
    const place = Object.values(found.indices?.groups ?? {}).find((one) => one !== undefined)!
    return felt(sentence.written(...place).words, sentence)
  }
  return []
}
