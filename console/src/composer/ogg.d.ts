/** The phone of the simulator records as well: what puts Opus into Ogg stands there. */
declare module '*/simulator/page/ogg.js' {
  export function oggOfWebm(webm: Uint8Array): Blob
}
