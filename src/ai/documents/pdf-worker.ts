import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

/** What a thread is given to read. */
export interface PdfTask {
  readonly bytes: Uint8Array
  readonly maxChars: number
  readonly maxPages: number
}

export type PdfTold =
  /** `complete`: there was no more of it. */
  | { readonly kind: 'text'; readonly text: string; readonly pages: number; readonly complete: boolean }
  | { readonly kind: 'failed'; readonly name: string; readonly reason: string }

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf['getPage']>>

async function readPdf({ bytes, maxChars, maxPages }: PdfTask): Promise<PdfTold> {
  const pdf = await getDocumentProxy(bytes, {
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: 1,
  })
  let text = ''
  for (let page = 1; page <= Math.min(pdf.numPages, maxPages) && text.length < maxChars; page++) {
    try {
      const more = await textOf(await pdf.getPage(page), maxChars - text.length)
      text += text && more ? `\n${more}` : more
    } catch (error) {
      if (!text) throw error
      return { kind: 'text', text, pages: pdf.numPages, complete: false }
    }
  }
  const complete = pdf.numPages <= maxPages && text.length < maxChars
  return { kind: 'text', text: text.slice(0, maxChars).toWellFormed(), pages: pdf.numPages, complete }
}

/** Taken in as it is found, so that a page without an end is left in the middle. */
async function textOf(page: Page, most: number): Promise<string> {
  const reader = page.streamTextContent().getReader()
  let text = ''
  while (text.length < most) {
    const { done, value } = await reader.read()
    if (done) return text
    for (const item of value.items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str
  }
  void reader.cancel(new Error('enough')).catch(() => {})
  return text.slice(0, most)
}

const failed = (error: unknown): PdfTold => {
  const { name, message } = error as Partial<Error>
  return { kind: 'failed', name: String(name), reason: String(message) }
}

const told = await readPdf(workerData as PdfTask).catch(failed)
parentPort?.postMessage(told)
