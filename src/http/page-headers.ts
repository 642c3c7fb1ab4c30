/** Where pages of ours may take anything from: from here. Nothing written into a page runs, and nobody frames it. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Voice notes are recorded; all else that a device has is nothing to a desk. */
const PERMISSIONS = [
  'microphone=(self)',
  ...[
    'accelerometer',
    'camera',
    'display-capture',
    'geolocation',
    'gyroscope',
    'magnetometer',
    'midi',
    'payment',
    'usb',
  ].map((device) => `${device}=()`),
].join(', ')

const YEAR_S = 31_536_000

/** What every page of the desk, and every file of a page, says to the browser. */
export function pageHeaders({ secure }: { readonly secure: boolean }): Readonly<Record<string, string>> {
  return {
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
    ...(secure && { 'strict-transport-security': `max-age=${YEAR_S}` }),
  }
}
