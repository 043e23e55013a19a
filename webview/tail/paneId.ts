/** What can be opened around the rows. */
export type PaneId = 'histogram' | 'findings';

export const paneIds: readonly PaneId[] = ['histogram', 'findings'];
