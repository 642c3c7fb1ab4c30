/** The part of `/health` that tells whether anybody still waits for something. */
export interface Health {
  readonly queue: { readonly depth: number }
  readonly unanswered: { readonly since: string | null }
  readonly sends: { readonly unconfirmed: number }
  readonly watchdog: { readonly alarms: number }
  readonly handoffs: { readonly open: number; readonly overdue: number }
  readonly deadLetters: number
}

export async function healthOf(port: number): Promise<Health> {
  const response = await fetch(`http://127.0.0.1:${port}/health`)
  if (response.status !== 200) throw new Error(`health answers ${response.status}: ${await response.text()}`)
  return (await response.json()) as Health
}
