import type { Person } from './ownership.ts'

/** Whoever types in the WhatsApp Business app: nobody can say who holds the phone, so it has a name of its own. */
export const phoneApp = (line: string): Person => ({ id: `phone:${line}`, name: 'WhatsApp Business app' })

/** Meta's own agent, or another program on the same number. */
export const otherAgent = (line: string): Person => ({ id: `elsewhere:${line}`, name: 'Another agent' })
