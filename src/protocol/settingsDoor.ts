import type { ChangeRequest, SettingChange, SettingsHost, TextRef } from './settings';
import { type Door, listOf, object, oneOf, optional, text, whole } from './shapes';

const ref = object<TextRef>({ uri: text, version: whole });
const request = object<ChangeRequest>({
  text: ref,
  unit: text,
  changes: listOf(object<SettingChange>({ key: text, value: optional(text) })),
});

/** What the page of the cards may ask of the extension host. */
export const settingsDoor: Door<SettingsHost> = {
  state: [],
  preview: [request],
  apply: [request],
  propose: [ref, text, oneOf('payments', 'orders', 'ingestion', 'analytics')],
  fix: [ref, whole, whole],
  explain: [ref, whole],
  tail: [ref, text],
  show: [ref, text],
};
