/** What a table says about a name from a text: nothing about `constructor` and `toString`, which every object answers. */
export const ownValue = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
