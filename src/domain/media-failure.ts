import type { MediaFailure } from './media.ts'

/** What the customer reads about a file that could not be had. */
export function failureText({ because }: Pick<MediaFailure, 'because'>) {
  switch (because) {
    case 'too-large':
      return 'mediaTooLarge'
    case 'wrong-type':
      return 'mediaWrongType'
    // WhatsApp forgets a file after a while: then its id leads nowhere.
    case 'expired':
    case 'not-found':
      return 'mediaExpired'
    case 'damaged':
    case 'refused':
    case 'unreachable':
      return 'mediaFailed'
  }
}
