/** What Kafka would refuse of a topic's name, before it is asked. Source: org.apache.kafka.common.internals.Topic. */
export function topicNameProblem(name: string): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name === '.' || name === '..') return 'A topic cannot be called "." or "..".';
  if (name.length > 249) return `A name has at most 249 characters; this one has ${name.length}.`;
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return 'A name has only letters without accents, digits, ".", "_" and "-".';
  return undefined;
}

export function wholeNumberProblem(text: string, least: number, most: number): string | undefined {
  const number = Number(text);
  return /^-?\d+$/.test(text.trim()) && number >= least && number <= most
    ? undefined
    : `Enter a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`;
}

/** Settings as `name=value`, separated by spaces or line ends; a value in double quotes may have spaces. */
export function parseSettings(
  text: string,
): { readonly config: Readonly<Record<string, string>> } | { readonly problem: string } {
  const config: Record<string, string> = {};
  for (const [entry] of text.matchAll(/[^\s"]*"[^"]*"?|[^\s"]+/g)) {
    const at = entry.indexOf('=');
    if (at < 1) return { problem: `${entry}: write name=value.` };
    const value = entry.slice(at + 1);
    if (value.startsWith('"') && (value.length < 2 || !value.endsWith('"')))
      return { problem: `${entry}: the quote does not end.` };
    config[entry.slice(0, at)] = value.startsWith('"') ? value.slice(1, -1) : value;
  }
  return { config };
}
