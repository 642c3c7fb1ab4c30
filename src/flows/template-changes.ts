import type { World } from './world.ts'

/** Told beside the log of what happens: whoever shows templates asks for them anew. */
export interface TemplateChanges {
  tell(business: string): void
  follow(hear: () => void): () => void
}

interface Mentioned {
  readonly business: string
  readonly templates?: true
}

/** Also of what other processes have heard from Meta. It may be lost: the templates are asked for now and then anyway. */
export function createTemplateChanges({ store, lines }: Pick<World, 'store' | 'lines'>): TemplateChanges {
  const hearers = new Set<() => void>()
  const tellHere = () => {
    for (const hear of hearers) hear()
  }
  store.onMention((words) => {
    const { business, templates } = JSON.parse(words) as Mentioned
    if (templates && lines.all.some((line) => line.business === business)) tellHere()
  })
  return {
    tell(business) {
      tellHere()
      store.mention(JSON.stringify({ business, templates: true } satisfies Mentioned))
    },
    follow(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
  }
}
