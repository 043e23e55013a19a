import type { Library, Maker } from './values';

/** The library that a name of a type is of, where it is the type of a configuration. */
export function typeOf(
  libraries: readonly Library[],
  name: string,
): { readonly library: Library; readonly maker: Maker } | undefined {
  for (const library of libraries) {
    const maker = library.makers.find((one) => one.kind === 'settings' && one.path.test(name));
    if (maker) return { library, maker };
  }
  return undefined;
}

/** A map of the language itself. */
export const isMapType = (name: string): boolean =>
  /(?:^|\.)(?:Properties|Map|MutableMap|HashMap|Dictionary|IDictionary|[dD]ict|map)$/.test(name);
