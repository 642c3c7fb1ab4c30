import { MapPin, ShoppingBag, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Content } from '../../../src/http/wire.ts'
import { currentLocale, t } from '../words/t.ts'
import { OutsideLink } from './text.tsx'
import { webAddress } from './whatsapp-marks.ts'

/** A card within a bubble: what it is, then what it holds. Nothing of it is fetched from elsewhere. */
export function Card({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-3">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-md bg-hover text-quiet [&>svg]:size-4.5"
      >
        {icon}
      </span>
      <div className="grid min-w-0 content-center">{children}</div>
    </div>
  )
}

type Place = Pick<Extract<Content, { kind: 'location' }>, 'latitude' | 'longitude' | 'name' | 'address' | 'url'>

export function PlaceCard({ place }: { readonly place: Place }) {
  const { latitude, longitude, name, address, url } = place
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  const own = url && webAddress(url)
  return (
    <Card icon={<MapPin />}>
      <p dir="auto" className="wrap-anywhere font-medium">
        {name ?? t('held.location')}
      </p>
      {address && (
        <p dir="auto" className="wrap-anywhere">
          {address}
        </p>
      )}
      <p dir="ltr" className="figures text-start text-small text-quiet">
        {latitude.toFixed(5)}, {longitude.toFixed(5)}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-3">
        <OutsideLink href={map}>{t('held.openMap')}</OutsideLink>
        {own && <OutsideLink href={own}>{t('held.openPlace')}</OutsideLink>}
      </p>
    </Card>
  )
}

export interface Person {
  readonly name: string | undefined
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly organisation: string | undefined
}

export const theirContact = ({
  name,
  phones,
  emails,
  organisation,
}: Extract<Content, { kind: 'contacts' }>['contacts'][number]): Person => ({
  name,
  phones: phones.map(({ phone }) => phone),
  emails,
  organisation,
})

/** In Meta's own words, as somebody has written them: only what is a word there is shown. */
export function ourContact(card: Readonly<Record<string, unknown>>): Person | undefined {
  const { name, phones, emails, org } = card as {
    readonly name?: { readonly formatted_name?: unknown }
    readonly phones?: readonly { readonly phone?: unknown }[]
    readonly emails?: readonly { readonly email?: unknown }[]
    readonly org?: { readonly company?: unknown }
  }
  const word = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const words = (values: readonly unknown[]) => values.map(word).filter((one) => one !== undefined)
  return {
    name: word(name?.formatted_name),
    phones: Array.isArray(phones) ? words(phones.map((one) => one?.phone)) : [],
    emails: Array.isArray(emails) ? words(emails.map((one) => one?.email)) : [],
    organisation: word(org?.company),
  }
}

export function ContactCards({ people }: { readonly people: readonly Person[] }) {
  return (
    <ul className="grid gap-3">
      {[...people.entries()].map(([place, { name, phones, emails, organisation }]) => (
        <li key={place}>
          <Card icon={<UserRound />}>
            <p className="wrap-anywhere font-medium">
              <bdi>{name ?? t('held.contact')}</bdi>
            </p>
            {organisation && <p className="wrap-anywhere text-quiet">{organisation}</p>}
            {phones.map((phone) => (
              <p key={phone} dir="ltr" className="figures text-start">
                {/\d/.test(phone) ? (
                  <OutsideLink href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</OutsideLink>
                ) : (
                  phone
                )}
              </p>
            ))}
            {emails.map((email) => (
              <p key={email} dir="ltr" className="wrap-anywhere text-start">
                {/^[^\s@?&]+@[^\s@?&]+$/.test(email) ? (
                  <OutsideLink href={`mailto:${email}`}>{email}</OutsideLink>
                ) : (
                  email
                )}
              </p>
            ))}
          </Card>
        </li>
      ))}
    </ul>
  )
}

export function OrderCard({ order }: { readonly order: Extract<Content, { kind: 'order' }> }) {
  return (
    <Card icon={<ShoppingBag />}>
      <p className="font-medium">{t('held.order', { count: order.items.length })}</p>
      <ul>
        {[...order.items.entries()].map(([place, { product, quantity, price, currency }]) => (
          <li key={place} className="figures wrap-anywhere">
            {quantity} × <bdi>{product}</bdi>, {money(price, currency)}
          </li>
        ))}
      </ul>
      {order.text && (
        <p dir="auto" className="mt-1 wrap-anywhere">
          {order.text}
        </p>
      )}
    </Card>
  )
}

/** A currency is three letters; whatever else stands there is shown as it came. */
function money(amount: number, currency: string): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${amount} ${currency}`
  return new Intl.NumberFormat(currentLocale(), { style: 'currency', currency }).format(amount)
}

export function Filled({
  name,
  data,
}: {
  readonly name: string
  readonly data: Readonly<Record<string, unknown>> | undefined
}) {
  return (
    <div className="grid gap-1">
      <p className="wrap-anywhere font-medium">{t('held.form', { name })}</p>
      <dl className="grid gap-1">
        {Object.entries(data ?? {}).map(([question, answer]) => (
          <div key={question}>
            <dt className="wrap-anywhere text-small text-quiet">{question}</dt>
            <dd dir="auto" className="wrap-anywhere">
              {typeof answer === 'string' ? answer : JSON.stringify(answer)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
