import type { Span } from '../../base/span';
import type { Setting } from '../unit';

/**
 * The settings of a map that goes into the builder of a custom resource (`withConfig(Map.of(...))`, as the generated
 * builders of Kubernetes clients have it): the resource is YAML in the end, so numbers are as good as texts there. A minimum
 * of replicas says nothing where the builder, or a constant that nobody knows here, sets their number.
 */
export function builtResource(text: string, map: Span, settings: readonly Setting[]): readonly Setting[] {
  const before = text.slice(Math.max(0, map.start - 80), map.start);
  if (!/\.(?:with|addTo)\w*Config\w*\(\s*$/.test(before)) return settings;
  const statement = text.slice(
    Math.max(0, text.lastIndexOf(';', map.start)),
    text.indexOf(';', map.end) + 1 || map.end,
  );
  const counted = /\.withReplicas\(/.test(statement) || /REPLICATION_FACTOR/.test(text.slice(map.start, map.end));
  const keys = new Set(settings.map(({ key }) => key));
  return settings.flatMap((setting) => {
    const { key, value } = setting;
    if (key === 'min.insync.replicas' && counted && !keys.has('replication.factor')) return [];
    return [
      value.known && value.type === 'number' ? { ...setting, value: { ...value, type: 'text' as const } } : setting,
    ];
  });
}
