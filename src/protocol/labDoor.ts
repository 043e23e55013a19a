import type { LabChoice, LabHost } from './lab';
import { type Door, listOf, object, oneOf, text } from './shapes';

const choice = object<LabChoice>({
  settings: listOf(text),
  faults: listOf(text),
  messages: text,
  messageBytes: text,
  requestTimeoutMs: text,
});

/** What the page of the delivery experiment may ask of the extension host. */
export const labDoor: Door<LabHost> = {
  state: [],
  plan: [choice],
  retry: [],
  start: [choice, text],
  stop: [],
  openInTail: [text],
  removeTopics: [],
  removeLeftovers: [],
  exportAs: [oneOf('markdown', 'json')],
};
