/** The documented paths Meta may call. Each can be switched off; the last one binds the agent it names. */
export interface WebhookRoutes {
  readonly prefix: string
  readonly routes: {
    readonly whatsapp: boolean
    readonly webhook: boolean
    readonly channels: boolean
    readonly agents: boolean
  }
  readonly hasAgent: (name: string) => boolean
}

export type WebhookRoute = { readonly kind: 'webhook'; readonly agent?: string } | { readonly kind: 'no-such-agent' }

const OF_AGENT = /^\/v1\/agents\/([^/]+)\/channels\/whatsapp\/webhook$/

/** Says what a path asks for, if it is one of a webhook. */
export function webhookRoutes({ prefix, routes, hasAgent }: WebhookRoutes): (path: string) => WebhookRoute | undefined {
  const paths = new Set(
    [
      routes.whatsapp && `${prefix}/webhook`,
      routes.webhook && '/webhook/whatsapp',
      routes.channels && '/v1/channels/whatsapp/webhook',
    ].filter(Boolean),
  )
  return (path) => {
    if (paths.has(path)) return { kind: 'webhook' }
    const [, named] = (routes.agents && OF_AGENT.exec(path)) || []
    if (named === undefined) return undefined
    const agent = decoded(named)
    return hasAgent(agent) ? { kind: 'webhook', agent } : { kind: 'no-such-agent' }
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
