import type { IdentityChoice, SequenceChoice, SequenceScope, TailSnapshot } from '../../src/protocol/tail';

type Found = Pick<TailSnapshot['counters'], 'identity' | 'sequence'>;

/** The choice that says what was found by itself; undefined while nothing was. Read from the words that the counters have. */
export function foundIdentity({ identity: { rule } }: Found): IdentityChoice | undefined {
  if (rule === 'key and value') return { kind: 'content' };
  const [, place, name] = /^(header|JSON) (.+)$/s.exec(rule) ?? [];
  if (name === undefined) return undefined;
  return place === 'header' ? { kind: 'header', name } : { kind: 'json', path: name };
}

/** As {@link foundIdentity}. A number of which only the order is watched is not to be had by a choice: that means every number. */
export function foundSequence({ sequence: { rule, scope: by } }: Found): SequenceChoice | undefined {
  const scope = scopes.find((one) => one === by);
  if (scope === undefined || rule.endsWith(' (order only)')) return undefined;
  const end = /^number at the end of the (value|key)$/.exec(rule)?.[1];
  if (end !== undefined) return { kind: 'trailing', of: end === 'key' ? 'key' : 'value', scope };
  const [, place, name] = /^(header|JSON) (.+)$/s.exec(rule) ?? [];
  if (name === undefined) return undefined;
  return place === 'header' ? { kind: 'header', name, scope } : { kind: 'json', path: name, scope };
}

const scopes: readonly SequenceScope[] = ['key', 'key+source', 'partition', 'topic', 'producer'];
