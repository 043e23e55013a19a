import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';

/** A TOML text as plain objects; undefined when it does not parse, as while somebody types. */
export function tomlValue(text: string): unknown {
  try {
    return getStaticTOMLValue(parseTOML(text));
  } catch {
    return undefined;
  }
}

/** The map under a path of names; an empty one where there is none. */
export function mapAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce<unknown>(
    (at, name) => (isMap(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    value,
  );
  return isMap(found) ? found : {};
}

export function textAt(value: unknown, name: string): string | undefined {
  const found = isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

export const listAt = (value: unknown, name: string): readonly unknown[] => {
  const found = isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
