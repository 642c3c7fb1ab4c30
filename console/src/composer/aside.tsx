import { t } from '../words/t.ts'
import { LONGEST_TEXT } from './parts.ts'

/** From here the length of what is written is shown. */
const NEAR_THE_END = LONGEST_TEXT - 300

/** A word about what is in the field, where there is one to say. */
export function Aside({
  length,
  busy,
  isDown,
  drafted,
}: {
  readonly length: number
  readonly busy: boolean
  readonly isDown: boolean
  readonly drafted: boolean
}) {
  const words = busy
    ? t('composer.sending')
    : isDown && length > 0
      ? t('composer.offline')
      : length > LONGEST_TEXT
        ? t('composer.inParts', { parts: Math.ceil(length / LONGEST_TEXT) })
        : length > NEAR_THE_END
          ? t('composer.left', { left: LONGEST_TEXT - length })
          : drafted && length > 0
            ? t('composer.isDrafted')
            : ''
  return (
    <span role="status" className="figures truncate text-small text-quiet">
      {words}
    </span>
  )
}
