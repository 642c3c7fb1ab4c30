import { Download, FileText, ImageOff } from 'lucide-react'
import { useState } from 'react'
import { t } from '../words/t.ts'
import { useAround } from './around.tsx'
import { Inline } from './text.tsx'

const BOX = 'block h-45 w-60 max-w-full overflow-hidden rounded-md bg-sunken'

/** Its room is kept before it is there, so that nothing jumps; whoever wants all of it opens it. */
export function PictureBox({ file, caption }: { readonly file: string; readonly caption: string | undefined }) {
  const { show } = useAround()
  const [isGone, setGone] = useState(false)
  const label = caption ?? t('held.picture')
  return (
    <div className="grid gap-1.5">
      {isGone ? (
        <Gone />
      ) : (
        <button
          type="button"
          aria-label={t('held.openPicture', { label })}
          className={BOX}
          onClick={() => show({ address: file, label })}
        >
          <img
            src={file}
            alt={label}
            decoding="async"
            className="size-full object-cover"
            onError={() => setGone(true)}
          />
        </button>
      )}
      <Caption text={caption} />
    </div>
  )
}

export function Sticker({ file }: { readonly file: string }) {
  const [isGone, setGone] = useState(false)
  if (isGone) return <Gone />
  return (
    <img
      src={file}
      alt={t('held.sticker')}
      decoding="async"
      className="size-32 object-contain"
      onError={() => setGone(true)}
    />
  )
}

export function VideoBox({ file, caption }: { readonly file: string; readonly caption: string | undefined }) {
  const [isGone, setGone] = useState(false)
  return (
    <div className="grid gap-1.5">
      {isGone ? (
        <Gone />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: what customers film has no captions.
        <video
          src={file}
          controls
          preload="metadata"
          aria-label={caption ?? t('held.video')}
          className={BOX}
          onError={() => setGone(true)}
        />
      )}
      <Caption text={caption} />
    </div>
  )
}

export function FileCard({
  file,
  name,
  mime,
  caption,
}: {
  readonly file: string
  readonly name: string | undefined
  readonly mime: string | undefined
  readonly caption: string | undefined
}) {
  return (
    <div className="grid gap-1.5">
      <a
        href={`${file}?download`}
        download={name ?? true}
        className="flex min-h-11 min-w-0 items-center gap-3 rounded-md bg-hover p-2 pe-3 hover:bg-pressed"
      >
        <FileText aria-hidden className="size-5 shrink-0 text-quiet" />
        <span className="min-w-0">
          <bdi className="block wrap-anywhere font-medium">{name ?? t('held.file')}</bdi>
          {mime && <span className="block truncate text-small text-quiet">{mime.split(';')[0]}</span>}
        </span>
        <Download aria-hidden className="ms-auto size-4 shrink-0 text-quiet" />
      </a>
      <Caption text={caption} />
    </div>
  )
}

const Caption = ({ text }: { readonly text: string | undefined }) =>
  text ? (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      <Inline text={text} />
    </p>
  ) : null

/** WhatsApp keeps files for a while only, and customers take some back. */
export const Gone = () => (
  <p className="flex items-center gap-2 rounded-md bg-hover p-3 text-quiet">
    <ImageOff aria-hidden className="size-4 shrink-0" />
    {t('held.gone')}
  </p>
)
