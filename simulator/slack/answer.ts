/** What one request to the pretend Slack comes to. */
export type SlackAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | Buffer
    }
  /** Nobody listens. */
  | { readonly kind: 'refused' }
  /** The connection breaks, before or after it was done. */
  | { readonly kind: 'reset' }

export function answer(status: number, type: string, body: string | Buffer, headers = {}): SlackAnswer {
  return { kind: 'answer', status, headers: { 'content-type': type, ...headers }, body }
}

export const answerJson = (body: unknown, headers = {}, status = 200) =>
  answer(status, 'application/json; charset=utf-8', JSON.stringify(body), headers)
