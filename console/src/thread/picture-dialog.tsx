import { Download } from 'lucide-react'
import { Dialog } from '../parts/dialog.tsx'
import { t } from '../words/t.ts'
import type { Picture } from './around.tsx'

export default function PictureDialog({ address, label, onClose }: Picture & { readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t('held.picture')} kind="wide">
      <img src={address} alt={label} className="mx-auto max-h-[66vh] max-w-full rounded-md object-contain" />
      <p className="mt-3 flex justify-end">
        <a
          href={`${address}?download`}
          download
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-3 font-medium text-accent hover:bg-hover pointer-coarse:h-11"
        >
          <Download aria-hidden className="size-4" />
          {t('held.download')}
        </a>
      </p>
    </Dialog>
  )
}
