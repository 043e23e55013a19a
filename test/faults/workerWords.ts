/** What the suite asks a worker thread beside what the tail asks it. */
export const askHeld = { ask: 'held by thread' } as const;

export interface HeldByThread {
  readonly heldByThread: { readonly heap: number; readonly resources: readonly string[] };
}
