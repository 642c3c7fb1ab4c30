/** Where a teammate opens a conversation in the web desk. The address of the server may have a path of its own. */
export const deskLink = (publicUrl: string, conversation: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/desk/waiting/${conversation}`
