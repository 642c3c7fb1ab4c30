import type { Method } from './method.ts'
import { authMethods } from './methods/auth.ts'
import { chatMethods } from './methods/chat.ts'
import { conversationMethods } from './methods/conversations.ts'
import { fileMethods } from './methods/files.ts'
import { historyMethods } from './methods/history.ts'
import { reactionMethods } from './methods/reactions.ts'
import { userMethods } from './methods/users.ts'
import { viewMethods } from './methods/views.ts'

export const METHODS: Readonly<Record<string, Method>> = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...reactionMethods,
  ...userMethods,
  ...viewMethods,
}
