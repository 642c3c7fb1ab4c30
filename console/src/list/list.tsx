import type { DeskHome } from '../../../src/http/wire.ts'
import type { View } from '../shell/desk.tsx'

export function ConversationList(_: {
  readonly home: DeskHome
  readonly view: View
  readonly chosen: string | undefined
}) {
  return null
}
