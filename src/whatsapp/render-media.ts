import type { MediaHeader, MediaSource } from '../domain/outbound.ts'

/** `{ type: 'image', image: { id } }`: of interactive messages and templates alike. */
export function renderMediaHeader({ kind, media, filename }: MediaHeader): object {
  return { type: kind, [kind]: { ...renderMedia(media), ...given({ filename }) } }
}

/** What else a source may hold is nobody's business. */
export function renderMedia(media: MediaSource): object {
  if (typeof media !== 'object' || media === null) return {}
  return 'id' in media ? { id: media.id } : { link: media.link }
}

/** Without what is not there. */
export function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
