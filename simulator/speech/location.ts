import type { Speech } from './speech.ts'

interface Place {
  latitude: number
  longitude: number
  name?: string
  address?: string
  url?: string
}

/** A pin; a live location is `unsupported`. */
export function location({ latitude, longitude, name, address, url }: Place): Speech {
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
    throw new Error('A location has a "latitude" from -90 to 90 and a "longitude" from -180 to 180.')
  }
  return {
    type: 'location',
    content: {
      latitude,
      longitude,
      ...(name !== undefined && { name }),
      ...(address !== undefined && { address }),
      ...(url !== undefined && { url }),
    },
    text: `📍 ${name ?? `${latitude}, ${longitude}`}`,
  }
}
