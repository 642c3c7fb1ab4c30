import { AudioLines, FileText, Film, Image, Mic, RotateCw, X } from 'lucide-react'
import { t } from '../words/t.ts'
import type { ChosenFile } from './files.ts'

const iconOf = ({ file, voice }: ChosenFile) => {
  if (voice) return Mic
  const [kind] = file.type.split('/')
  return { image: Image, video: Film, audio: AudioLines }[kind as 'image'] ?? FileText
}

/** What goes along with the words, how far it is, and what is wrong with it. */
export function FileChips({
  files,
  onRemove,
  onAgain,
}: {
  readonly files: readonly ChosenFile[]
  readonly onRemove: (key: string) => void
  readonly onAgain: (file: ChosenFile) => void
}) {
  if (files.length === 0) return null
  return (
    <ul aria-label={t('composer.files')} className="flex flex-wrap gap-1.5 px-3 pt-2">
      {files.map((one) => {
        const Icon = iconOf(one)
        const isOnItsWay = one.mode === 'reply' && !one.uploaded && !one.fault
        return (
          <li
            key={one.key}
            className={`relative flex max-w-full min-w-0 items-center gap-2 overflow-hidden rounded-sm py-1 ps-2 pe-1 ${one.fault ? 'bg-danger-soft text-danger' : 'bg-pressed'}`}
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0">
              <bdi className="block max-w-48 truncate">{one.voice ? t('composer.voice') : one.file.name}</bdi>
              {one.fault && <span className="block text-small">{one.fault}</span>}
            </span>
            {!one.fault && <bdi className="figures shrink-0 text-small text-quiet">{sizeOf(one.file.size)}</bdi>}
            {one.fault && (
              <button
                type="button"
                aria-label={t('composer.uploadAgain', { name: one.file.name })}
                onClick={() => onAgain(one)}
                className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover pointer-coarse:size-11"
              >
                <RotateCw aria-hidden className="size-3.5" />
              </button>
            )}
            <button
              type="button"
              aria-label={t('composer.removeFile', { name: one.file.name })}
              onClick={() => onRemove(one.key)}
              className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover pointer-coarse:size-11"
            >
              <X aria-hidden className="size-3.5" />
            </button>
            {isOnItsWay && (
              <progress
                aria-label={t('composer.uploading', { name: one.file.name })}
                value={one.share}
                max={1}
                className="absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent"
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function sizeOf(bytes: number): string {
  if (bytes < 1024 * 1024) return t('composer.kilobytes', { size: Math.max(1, Math.round(bytes / 1024)) })
  return t('composer.megabytes', { size: (bytes / 1024 / 1024).toFixed(1) })
}
