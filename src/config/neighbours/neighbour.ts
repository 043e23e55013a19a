import type { KeyedEntry } from '../keyedUnits';
import type { Setting } from '../unit';

/** Another file, which the framework or the tool puts together with the one that is read. */
export interface Neighbour {
  /** Seen from the folder of the file that is read, with forward slashes: `application.yml`, `config/kafka.env`. */
  readonly name: string;
  readonly text: string;
}

/** An entry of a neighbour: it counts here and is reported where it is written. */
export const foreignEntry = <T extends KeyedEntry>(entry: T, file: string): T => ({
  ...entry,
  file,
  setting: (key: string) => foreignSetting(entry.setting(key), file),
});

/** A setting of a neighbour. Its spans are places in that file: nothing may be edited or drawn by them here. */
export const foreignSetting = (setting: Setting, file: string): Setting => ({
  ...setting,
  inherited: true,
  file,
  removals: [],
});
