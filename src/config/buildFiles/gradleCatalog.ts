import { mapAt, textAt, tomlValue } from './tomlValue';

/** A library or (with an empty name) a plugin. The version is as written, absent where another file gives it. */
export interface Coordinate {
  readonly group: string;
  readonly name: string;
  readonly version: string | undefined;
}

export interface GradleCatalog {
  readonly libraries: readonly Coordinate[];
  readonly plugins: readonly Coordinate[];
}

/** `gradle/libs.versions.toml`. */
export function catalogOf(text: string): GradleCatalog {
  const catalog = tomlValue(text);
  const versions = mapAt(catalog, 'versions');
  const versionOf = (entry: unknown): string | undefined => {
    const ref = textAt(mapAt(entry, 'version'), 'ref');
    const shared = ref === undefined ? undefined : mapAt(versions)[ref];
    // A rich version may say `strictly`; what it prefers or rejects tells less.
    return ref === undefined
      ? (textAt(entry, 'version') ?? textAt(mapAt(entry, 'version'), 'strictly'))
      : typeof shared === 'string'
        ? shared
        : textAt(shared, 'strictly');
  };
  const libraries = Object.values(mapAt(catalog, 'libraries')).map((entry): Coordinate => {
    const [group = '', name = '', version] = (
      typeof entry === 'string' ? entry : (textAt(entry, 'module') ?? '')
    ).split(':');
    if (group !== '') return { group, name, version: version ?? versionOf(entry) };
    return { group: textAt(entry, 'group') ?? '', name: textAt(entry, 'name') ?? '', version: versionOf(entry) };
  });
  const plugins = Object.values(mapAt(catalog, 'plugins')).map((entry): Coordinate => {
    const [id = '', version] = typeof entry === 'string' ? entry.split(':') : [textAt(entry, 'id') ?? ''];
    return { group: id, name: '', version: version ?? versionOf(entry) };
  });
  return { libraries, plugins };
}
