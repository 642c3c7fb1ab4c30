import { requireWhatsApp } from '../envelope.ts'
import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, parameter } from '../parameter.ts'

const VERTICALS = [
  'UNDEFINED',
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
  'NOT_A_BIZ',
] as const

const LONGEST = { about: 139, address: 256, description: 512, email: 128 } as const
const MOST_WEBSITES = 2
const LONGEST_WEBSITE = 256

/** `GET /{phone number id}/whatsapp_business_profile?fields=` */
export function describeProfile({ record }: Line, query: URLSearchParams): GraphAnswer {
  const wanted = query.get('fields')?.split(',')
  const told = Object.entries(record.profile).filter(([field]) => !wanted || wanted.includes(field))
  return jsonAnswer({ data: [{ ...Object.fromEntries(told), messaging_product: 'whatsapp' }] })
}

/** `POST /{phone number id}/whatsapp_business_profile`: what is given replaces what was there; an empty text removes it. */
export function changeProfile({ record }: Line, body: Fields): GraphAnswer {
  requireWhatsApp(body)
  const whole = parameter(body, 'profile')
  const change = asInvalid(() => {
    for (const [field, longest] of Object.entries(LONGEST)) {
      const text = whole.at(field).ifGiven()
      if (text && text.value !== '') text.text({ longest })
    }
    if (whole.at('about').value === '') whole.at('about').wrong('must not be empty')
    const email = whole.at('email')
    if (email.given && email.value !== '')
      email.text({ pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, form: 'an email address' })
    for (const website of whole.at('websites').ifGiven()?.list({ fewest: 0, most: MOST_WEBSITES }) ?? []) {
      website.link(LONGEST_WEBSITE)
    }
    whole.at('vertical').ifGiven()?.oneOf(VERTICALS)
    const picture = whole.at('profile_picture_handle').ifGiven()?.text()
    const known = ['about', 'address', 'description', 'email', 'websites', 'vertical']
    return {
      ...Object.fromEntries(Object.entries(body).filter(([field]) => known.includes(field))),
      ...(picture && { profile_picture_url: `https://pps.whatsapp.net/${encodeURIComponent(picture)}` }),
    }
  })
  const profile = Object.entries({ ...record.profile, ...change }).filter(([, value]) => value !== '')
  record.profile = Object.fromEntries(profile)
  return jsonAnswer({ success: true })
}
