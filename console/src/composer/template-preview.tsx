import {
  Copy,
  ExternalLink,
  FileText,
  Film,
  Image,
  List,
  MapPin,
  Phone,
  Reply,
  ShoppingBag,
  Tag,
  UserRound,
  Workflow,
} from 'lucide-react'
import { Words } from '../thread/text.tsx'
import { t } from '../words/t.ts'
import { filled, type Shape, type Values } from './template-shape.ts'

const ICONS: Readonly<Record<string, typeof Copy>> = {
  URL: ExternalLink,
  PHONE_NUMBER: Phone,
  VOICE_CALL: Phone,
  COPY_CODE: Copy,
  OTP: Copy,
  FLOW: Workflow,
  CATALOG: List,
  MPM: ShoppingBag,
  REQUEST_CONTACT_INFO: UserRound,
  QUICK_REPLY: Reply,
}
const MEDIA = { image: Image, video: Film, document: FileText }
const BUBBLE = 'overflow-hidden rounded-lg bg-customer shadow-[0_1px_1px_rgb(30_20_0/10%)] ring-1 ring-line'

interface PreviewProps {
  readonly shape: Shape
  readonly values: Values
  /** The name of the file above the words. */
  readonly media: string | undefined
}

/** As it stands on the customer's phone. `stays`: above the fields below it, while they scroll. */
export function TemplatePreview({ stays = false, ...props }: PreviewProps & { readonly stays?: boolean }) {
  const { cards } = props.shape
  return (
    <figure
      aria-label={t('template.preview')}
      className={`min-w-0 rounded-lg bg-sunken p-4 ${stays ? 'scrolls sm:sticky sm:top-14 sm:z-[5] sm:max-h-[40vh]' : ''}`}
    >
      <div data-preview className={`max-w-88 rounded-es-sm ${BUBBLE}`}>
        <Parts {...props} />
      </div>
      {cards.length > 0 && (
        <ul
          aria-label={t('template.cards')}
          data-scrolls-sideways
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard too.
          tabIndex={0}
          className="mt-2 flex snap-x gap-2 overflow-x-auto pb-1"
        >
          {cards.map((card, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cards have nothing else to tell them apart.
            <li key={index} className={`w-56 shrink-0 snap-start ${BUBBLE}`}>
              <Parts shape={card} values={{}} media={undefined} />
            </li>
          ))}
        </ul>
      )}
    </figure>
  )
}

function Parts({ shape, values, media }: PreviewProps) {
  const MediaIcon = shape.media && MEDIA[shape.media]
  return (
    <>
      <div className="grid gap-1.5 px-3 py-2.5">
        {MediaIcon && (
          <p className="-mx-1 flex h-28 flex-col items-center justify-center gap-1.5 rounded-md bg-pressed px-3 text-small text-quiet">
            <MediaIcon aria-hidden className="size-6" />
            <bdi className="max-w-full truncate">{media ?? t(`template.file.${shape.media!}`)}</bdi>
          </p>
        )}
        {shape.hasPlace && (
          <p className="-mx-1 flex h-20 flex-col items-center justify-center gap-1.5 rounded-md bg-pressed px-3 text-small text-quiet">
            <MapPin aria-hidden className="size-6" />
            <bdi className="max-w-full truncate">{values['place name'] || t('template.place')}</bdi>
          </p>
        )}
        {shape.offer !== undefined && (
          <p className="flex items-center gap-2 rounded-md bg-sunken px-2.5 py-1.5 font-medium">
            <Tag aria-hidden className="size-4 shrink-0 text-quiet" />
            <bdi className="min-w-0 wrap-anywhere">{shape.offer}</bdi>
          </p>
        )}
        {shape.header && (
          <p dir="auto" className="font-semibold wrap-anywhere">
            {filled(shape, 'header', values)}
          </p>
        )}
        <Words text={filled(shape, 'body', values)} />
        {shape.footer && (
          <p dir="auto" className="text-small text-quiet wrap-anywhere">
            {shape.footer}
          </p>
        )}
      </div>
      {shape.buttons.length > 0 && (
        <ul aria-label={t('template.buttons')}>
          {shape.buttons.map(({ text, type }, index) => {
            const Icon = ICONS[type] ?? Reply
            return (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: while one writes, two buttons may say the same.
                key={`${index} ${type}`}
                className="flex min-h-9 items-center justify-center gap-1.5 border-t border-line px-3 font-medium text-accent"
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                <bdi className="truncate">{text}</bdi>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
