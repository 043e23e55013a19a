/** What can be opened around the rows. */
export type PaneId = 'histogram' | 'lanes' | 'findings';

export const paneIds: readonly PaneId[] = ['histogram', 'lanes', 'findings'];
