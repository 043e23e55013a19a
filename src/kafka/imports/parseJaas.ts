export interface JaasLogin {
  /** Class of the login module. */
  readonly module: string;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Reads `sasl.jaas.config`: `Module required name="value" ...;`, one module. A value in quotes may hold anything, a quote
 * and a backslash behind a backslash. Source: Kafka's JaasConfig, which uses Java's StreamTokenizer.
 */
export function parseJaas(text: string): JaasLogin | undefined {
  const head = /^\s*(?<module>[\w.$]+)\s+(?:required|requisite|sufficient|optional)\b/i.exec(text);
  if (!head?.groups?.module) return undefined;
  const options: Record<string, string> = {};
  const option =
    /\s*(?<name>[\w.-]+)\s*=\s*(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<bare>[^\s;]+))/y;
  option.lastIndex = head[0].length;
  for (let found = option.exec(text); found?.groups; found = option.exec(text)) {
    const { name = '', double, single, bare } = found.groups;
    options[name] = (double ?? single)?.replace(/\\(.)/g, '$1') ?? bare ?? '';
  }
  return { module: head.groups.module, options };
}
