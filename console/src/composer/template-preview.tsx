import { Copy, ExternalLink, FileText, Film, Image, List, MapPin, Phone, Reply, Workflow } from 'lucide-react'
import { Words } from '../thread/text.tsx'
import { t } from '../words/t.ts'
import { filled, type Shape, type Values } from './template-shape.ts'

const ICONS: Readonly<Record<string, typeof Copy>> = {
  URL: ExternalLink,
  PHONE_NUMBER: Phone,
  COPY_CODE: Copy,
  OTP: Copy,
  FLOW: Workflow,
  CATALOG: List,
  QUICK_REPLY: Reply,
}
const MEDIA = { image: Image, video: Film, document: FileText }

/** As it stands on the customer's phone. */
export function TemplatePreview({
  shape,
  values,
  media,
}: {
  readonly shape: Shape
  readonly values: Values
  /** The name of the file above the words. */
  readonly media: string | undefined
}) {
  const MediaIcon = shape.media && MEDIA[shape.media]
  return (
    <figure
      aria-label={t('template.preview')}
      className="scrolls rounded-lg bg-sunken p-4 sm:sticky sm:top-14 sm:z-[5] sm:max-h-[40vh]"
    >
      <div
        data-preview
        className="max-w-88 overflow-hidden rounded-lg rounded-es-sm bg-customer shadow-[0_1px_1px_rgb(30_20_0/10%)] ring-1 ring-line"
      >
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
          {shape.header && (
            <p dir="auto" className="font-semibold wrap-anywhere">
              {filled(shape, 'header', values)}
            </p>
          )}
          <Words text={filled(shape, 'body', values)} />
          {shape.footer && (
            <p dir="auto" className="text-small text-quiet">
              {shape.footer}
            </p>
          )}
        </div>
        {shape.buttons.length > 0 && (
          <ul aria-label={t('template.buttons')}>
            {shape.buttons.map(({ text, type }) => {
              const Icon = ICONS[type] ?? Reply
              return (
                <li
                  key={`${type} ${text}`}
                  className="flex min-h-9 items-center justify-center gap-1.5 border-t border-line px-3 font-medium text-accent"
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  <bdi className="truncate">{text}</bdi>
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </figure>
  )
}
