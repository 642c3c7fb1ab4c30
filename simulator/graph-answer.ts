/** What a Graph request comes to. The last three are network faults, which the transport makes real. */
export type GraphAnswer =
  /** `bytes`: the body of an answer that is a file, where `body` is empty; its type stands in the headers. */
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string; bytes?: Uint8Array }
  | { kind: 'refused' }
  /** `bytesWritten`: whether any byte of the request had left the caller. */
  | { kind: 'reset'; accepted: boolean; bytesWritten: boolean }
  | { kind: 'hang'; accepted: boolean }

export interface GraphRequest {
  method: string
  /** With version and query: `/v24.0/106540352242922/messages`. */
  path: string
  headers: Record<string, string>
  /** JSON, or a form with a file. */
  body: Uint8Array | string
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=UTF-8', 'facebook-api-version': 'v24.0' }

export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): GraphAnswer => ({
  kind: 'answer',
  status,
  headers: { ...JSON_HEADERS, ...headers },
  body: JSON.stringify(body),
})
