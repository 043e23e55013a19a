import type { Listing, ListMemory } from '../../../src/explorer/topicRows';

/** Of all that is not internal, without favourites. */
export const wholeListing: Listing = {
  showInternal: false,
  topicFilter: '',
  groupFilter: '',
  subjectFilter: '',
  favourites: () => new Set(),
};

export const emptyMemory = (): ListMemory => ({
  topics: undefined,
  groups: undefined,
  registry: undefined,
  settings: new Map(),
  onLearned: () => undefined,
});
