import { Check, ExternalLink, LayoutTemplate, List, Reply } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MediaHeader, Outbound } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'
import { FileCard, PictureBox, VideoBox } from './media.tsx'
import { Inline, OutsideLink, Words } from './text.tsx'
import { webAddress } from './whatsapp-marks.ts'

type Interactive = Extract<Outbound, { kind: 'buttons' | 'list' | 'link' }>

/** Words with something to tap below them; what the customer tapped is marked. */
export function Framed({
  content,
  file,
  chosen,
}: {
  readonly content: Interactive
  readonly file: string
  readonly chosen: string | undefined
}) {
  const { header, body, footer } = content
  return (
    <div className="grid gap-2">
      {header && <Header header={header} file={file} />}
      <Words text={body} />
      {footer && <p className="wrap-anywhere text-small text-quiet">{footer}</p>}
      <Taps content={content} chosen={chosen} />
    </div>
  )
}

function Header({ header, file }: { readonly header: string | MediaHeader; readonly file: string }) {
  if (typeof header === 'string')
    return (
      <p dir="auto" className="wrap-anywhere font-semibold">
        {header}
      </p>
    )
  if (header.kind === 'image') return <PictureBox file={file} caption={undefined} />
  if (header.kind === 'video') return <VideoBox file={file} caption={undefined} />
  return <FileCard file={file} name={header.filename} mime={undefined} caption={undefined} />
}

function Taps({ content, chosen }: { readonly content: Interactive; readonly chosen: string | undefined }) {
  if (content.kind === 'link') {
    const href = webAddress(content.url)
    return (
      <p className="flex items-center gap-1.5 border-t border-line pt-2 font-medium">
        <ExternalLink aria-hidden className="size-4 shrink-0 text-quiet" />
        {href ? <OutsideLink href={href}>{content.label}</OutsideLink> : content.label}
      </p>
    )
  }
  if (content.kind === 'buttons')
    return (
      <Options>
        {content.buttons.map(({ id, title }) => (
          <Option key={id} icon={<Reply />} title={title} isChosen={chosen === id} />
        ))}
      </Options>
    )
  return (
    <div className="border-t border-line pt-2">
      <p className="flex items-center gap-1.5 font-medium text-quiet">
        <List aria-hidden className="size-4 shrink-0" />
        {content.button}
      </p>
      {[...content.sections.entries()].map(([place, { title, rows }]) => (
        <div key={place} className="mt-1">
          {title && <p className="pt-1 text-small font-medium text-quiet">{title}</p>}
          <ul className="grid gap-1">
            {rows.map((row) => (
              <Option key={row.id} title={row.title} more={row.description} isChosen={chosen === row.id} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

const Options = ({ children }: { readonly children: ReactNode }) => (
  <ul className="grid gap-1 border-t border-line pt-2">{children}</ul>
)

function Option({
  icon,
  title,
  more,
  isChosen,
}: {
  readonly icon?: ReactNode
  readonly title: string
  readonly more?: string | undefined
  readonly isChosen: boolean
}) {
  return (
    <li
      data-chosen={isChosen || undefined}
      className="flex min-h-7 min-w-0 items-center gap-1.5 rounded-sm px-1.5 py-0.5 ring-1 ring-line ring-inset data-chosen:bg-surface data-chosen:ring-accent [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-quiet"
    >
      {isChosen ? <Check aria-hidden /> : icon}
      <span className="min-w-0">
        <span dir="auto" className="wrap-anywhere">
          {title}
        </span>
        {more && <span className="block wrap-anywhere text-small text-quiet">{more}</span>}
      </span>
      {isChosen && <span className="ms-auto ps-2 text-small font-medium text-accent">{t('held.chosen')}</span>}
    </li>
  )
}

export function TemplateCard({
  content,
  text,
  file,
}: {
  readonly content: Extract<Outbound, { kind: 'template' }>
  readonly text: string
  readonly file: string
}) {
  const { header, name, language, words } = content
  const medium = header && 'kind' in header && typeof header.kind === 'string' && 'media' in header ? header : undefined
  return (
    <div className="grid gap-2">
      {medium && <Header header={medium as MediaHeader} file={file} />}
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        <Inline text={words ?? text} />
      </p>
      <p className="flex items-center gap-1 text-small text-quiet">
        <LayoutTemplate aria-hidden className="size-3.5 shrink-0" />
        <span className="wrap-anywhere">{t('held.template', { name, language })}</span>
      </p>
    </div>
  )
}
