import { type HoconMemo, hoconMemo } from './hocon';
import { type JsonMemo, jsonMemo } from './json';
import { type TomlMemo, tomlMemo } from './toml';
import { type YamlMemo, yamlMemo } from './yaml';

/** What sections of the texts that somebody edits were read as, by format. */
export interface SectionMemos {
  readonly yaml: YamlMemo;
  readonly toml: TomlMemo;
  readonly json: JsonMemo;
  readonly hocon: HoconMemo;
}

export const sectionMemos = (): SectionMemos => ({
  yaml: yamlMemo(),
  toml: tomlMemo(),
  json: jsonMemo(),
  hocon: hoconMemo(),
});

/** A text is to be read: what was read before it may move. */
export function nextReading({ yaml, toml, json, hocon }: SectionMemos): void {
  for (const memo of [yaml, toml, json, hocon]) memo.nextReading();
}
