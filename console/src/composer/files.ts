import { useEffect, useRef, useState } from 'react'
import type { DraftMode, UploadedFile } from '../../../src/http/wire.ts'
import { Refused } from '../wire/ask.ts'
import { newId, upload } from '../wire/replies.ts'
import { t } from '../words/t.ts'

/** A file beside the words. One for the customer is uploaded at once, one of a note goes with the note. */
export interface ChosenFile {
  readonly key: string
  readonly mode: DraftMode
  readonly file: File
  /** How much of it is there, from 0 to 1. */
  readonly share: number
  readonly uploaded: UploadedFile | undefined
  readonly fault: string | undefined
  readonly voice: boolean
}

export interface ReadyFile extends UploadedFile {
  readonly key: string
  readonly voice: boolean
}

/** As many as a note may have. */
const MOST = 10

export function useFiles(conversation: string) {
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const uploads = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const { current } = uploads
    return () => {
      for (const one of current.values()) one.abort()
    }
  }, [])
  const change = (key: string, next: Partial<ChosenFile>) =>
    setFiles((known) => known.map((one) => (one.key === key ? { ...one, ...next } : one)))

  async function send({ key, file }: ChosenFile) {
    const abort = new AbortController()
    uploads.current.set(key, abort)
    change(key, { fault: undefined, share: 0 })
    try {
      const onProgress = (share: number) => change(key, { share })
      change(key, { uploaded: await upload(conversation, file, { onProgress, signal: abort.signal }), share: 1 })
    } catch (error) {
      change(key, { fault: error instanceof Refused && error.message ? error.message : t('composer.fileFailed') })
    }
  }

  return {
    files,
    of: (mode: DraftMode) => files.filter((one) => one.mode === mode),
    add(mode: DraftMode, chosen: readonly File[], voice = false) {
      const room = MOST - files.filter((one) => one.mode === mode).length
      const added = chosen
        .slice(0, room)
        .map((file) => ({ key: newId(), mode, file, share: 0, uploaded: undefined, fault: undefined, voice }))
      setFiles((known) => [...known, ...added])
      if (mode === 'reply') for (const one of added) void send(one)
    },
    again: (one: ChosenFile) => void send(one),
    remove(keys: readonly string[]) {
      for (const key of keys) uploads.current.get(key)?.abort()
      setFiles((known) => known.filter(({ key }) => !keys.includes(key)))
    },
  }
}

export type Files = ReturnType<typeof useFiles>
