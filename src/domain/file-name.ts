const LONGEST = 120

/** A name as somebody outside has chosen it: the last part of a path, without what no name may have. */
export function safeFileName(given: string, otherwise = 'file'): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replaceAll(/\p{C}/gu, '')
      .trim()
      .slice(0, LONGEST)
      // Whatever a save dialogue might take for a hidden file or for nothing at all.
      .replace(/^\.+/, '') || otherwise
  )
}
