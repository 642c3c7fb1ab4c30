import { createHmac } from 'node:crypto'
import type { PostOutcome } from '../flows/post.ts'
import type { KeptPost } from '../flows/store.ts'
import { type Outside, request } from './request.ts'

/**
 * To another system of the business. The same message may come twice, then with the same `Idempotency-Key`; with a secret
 * the body is signed like Meta signs its own: `X-Wabaton-Signature: sha256=<hex>`.
 */
export function sendToWebhook(
  { webhook, secret }: { webhook: string; secret?: string },
  { id, target, conversation, text, data, createdAt }: KeptPost,
  reach: Outside,
): Promise<PostOutcome> {
  const body = JSON.stringify({ id, target, conversation, text, data, at: new Date(createdAt).toISOString() })
  const signature = secret && createHmac('sha256', secret).update(body).digest('hex')
  const headers = { 'idempotency-key': id, ...(signature && { 'x-wabaton-signature': `sha256=${signature}` }) }
  return request(reach, webhook, { body, headers })
}
