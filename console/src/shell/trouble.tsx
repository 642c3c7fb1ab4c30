import { Component, type ReactNode } from 'react'
import { Button } from '../parts/button.tsx'
import { t } from '../words/t.ts'

/** A part that breaks says so, and can be begun anew; it never leaves a white page. */
export class Trouble extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div role="alert" className="grid h-full place-content-center justify-items-center gap-4 p-6 text-center">
        <p className="max-w-80 text-quiet">{t('trouble.broken')}</p>
        <Button look="primary" onClick={() => window.location.reload()}>
          {t('trouble.reload')}
        </Button>
      </div>
    )
  }
}
