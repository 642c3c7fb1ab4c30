import type { Person } from './person.ts'
import type { SaidMessage, Thread } from './thread.ts'

const TICKS: Record<SaidMessage['state'], string> = { waiting: '…', sent: '✓', delivered: '✓✓', read: '✓✓ read' }

/** What the phone shows, for people who ask why a test failed. */
export function transcript(person: Person, thread: Thread): string {
  const lineName = thread.line.details.name
  const rows = thread.entries.map((entry) => {
    const time = new Date(entry.at).toISOString().slice(11, 23)
    if (entry.kind === 'said') return `  ${time} ${person.name}: ${entry.text} ${TICKS[entry.state]}`
    const heard = thread.unheard.includes(entry) ? '' : ' (heard)'
    return `  ${time} ${lineName}: ${entry.text}${heard}`
  })
  if (thread.stopTyping) rows.push(`  ${lineName} is typing…`)
  if (!person.online) rows.push('  (the phone is offline)')
  return [`${person.name} and ${lineName}:`, ...(rows.length > 0 ? rows : ['  (nothing yet)'])].join('\n')
}
