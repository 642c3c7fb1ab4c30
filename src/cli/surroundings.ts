/** What commands touch of the world, so that tests run them without a process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly print: (line: string) => void
}
