/** How files may be used, after Meta's table. */
export type MediaClass = 'image' | 'video' | 'audio' | 'document' | 'sticker'

const KB = 1024
const MB = 1024 * KB

interface ClassLimits {
  readonly mimes: readonly string[]
  readonly largest: number
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

export const MEDIA_LIMITS: Readonly<Record<MediaClass, ClassLimits>> = {
  audio: { mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], largest: 16 * MB },
  document: {
    mimes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      `${OFFICE}.wordprocessingml.document`,
      'application/vnd.ms-excel',
      `${OFFICE}.spreadsheetml.sheet`,
      'application/vnd.ms-powerpoint',
      `${OFFICE}.presentationml.presentation`,
    ],
    largest: 100 * MB,
  },
  image: { mimes: ['image/jpeg', 'image/png'], largest: 5 * MB },
  sticker: { mimes: ['image/webp'], largest: 500 * KB },
  video: { mimes: ['video/mp4', 'video/3gpp'], largest: 16 * MB },
}

/** A sticker that does not move. */
export const LARGEST_STILL_STICKER = 100 * KB
export const STICKER_SIDE = 512

/** The type without parameters: `audio/ogg` of `audio/ogg; codecs=opus`. */
export const bareType = (mime: string) => (mime.split(';')[0] ?? '').trim().toLowerCase()

/** What a file of this type can be sent as. Documents outside the table usually pass, and so does anything sent as one. */
export function fits(kind: MediaClass, mime: string): boolean {
  const bare = bareType(mime)
  if (MEDIA_LIMITS[kind].mimes.includes(bare)) return true
  return kind === 'document' && (/^(application|text)\//.test(bare) || classOf(bare) !== undefined)
}

/** The class that decides how large an upload may be; undefined for a type that Meta does not take. */
export function classOf(mime: string): MediaClass | undefined {
  const bare = bareType(mime)
  for (const kind of ['image', 'video', 'audio', 'sticker', 'document'] as const) {
    if (MEDIA_LIMITS[kind].mimes.includes(bare)) return kind
  }
  return /^(application|text)\//.test(bare) ? 'document' : undefined
}
