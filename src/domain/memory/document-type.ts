/** Those that Wabaton writes or reads itself. Any other kebab-case name is as good. */
export const DOCUMENT_TYPES = [
  'ai-chat-conversation',
  'support-handoff',
  'document',
  'email',
  'pdf',
  'image',
  'audio',
  'meeting-transcript',
  'note',
] as const

const LONGEST = 64
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export const isDocumentType = (name: string): boolean => name.length <= LONGEST && KEBAB.test(name)
