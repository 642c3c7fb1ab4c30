import { createWabaton, type Turn, type Wabaton } from 'wabaton'

export const runtime = 'nodejs'

const kept = globalThis as { wabaton?: Wabaton }

/** Made with the first request, since a build has no credentials; kept over hot reloads, since one process opens the store once. */
function handle(request: Request): Promise<Response> {
  kept.wabaton ??= createWabaton({ agent: (turn: Turn) => `You wrote: ${turn.text}` })
  return kept.wabaton.fetch(request)
}

export { handle as GET, handle as POST }
