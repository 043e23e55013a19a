/** A file that Compose reads by itself, taken apart. */
export interface ComposeFile {
  readonly stem: string;
  /** Merged over the file without `override`, service by service. */
  readonly override: boolean;
}

/** Files of other names are only merged when a command line says so, which nobody knows here. */
export function composeFile(path: string): ComposeFile | undefined {
  const found = /(?:^|[\\/])(?<stem>(?:docker-)?compose)(?<override>\.override)?\.ya?ml$/.exec(path)?.groups;
  return found && { stem: found.stem ?? '', override: found.override !== undefined };
}
