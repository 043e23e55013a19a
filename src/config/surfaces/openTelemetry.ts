import { mapAt, type Tree, textAt } from '../tree';
import type { Unit } from '../unit';
import { anyWords, type Words } from '../words';
import { fieldUnit } from './fieldUnit';

/** Kafka exporters and receivers of the OpenTelemetry Collector, which Jaeger 2 is too. */
export function openTelemetryUnits(document: Tree): readonly Unit[] {
  const root = collectorRoot(document);
  if (!root) return [];
  const exporters = mapAt(root, 'exporters')?.entries ?? [];
  const receivers = mapAt(root, 'receivers')?.entries ?? [];
  return [
    ...exporters
      .filter((entry) => isKafka(entry.key))
      .flatMap((entry) =>
        fieldUnit({
          id: `otel:exporter:${entry.key}`,
          role: 'producer',
          label: `exporter ${entry.key}`,
          section: entry.value,
          fields: { 'producer.required_acks': 'acks' },
          words: exporterWords,
          anchor: entry.keySpan,
          client: 'sarama',
          frame: 'openTelemetry',
          complete: true,
        }),
      ),
    ...receivers
      .filter((entry) => isKafka(entry.key))
      .flatMap((entry) =>
        fieldUnit({
          id: `otel:receiver:${entry.key}`,
          role: 'consumer',
          label: `receiver ${entry.key}`,
          section: entry.value,
          fields: {
            initial_offset: 'auto.offset.reset',
            // With marks after processing the commit follows the work.
            ...(textAt(entry.value, 'message_marking', 'after') === 'true'
              ? {}
              : { 'autocommit.enable': 'enable.auto.commit' }),
          },
          client: 'sarama',
          frame: 'openTelemetry',
        }),
      ),
  ];
}

/** A collector's configuration: other exporters in it have a `producer` of their own. */
export const isCollector = (document: Tree): boolean => collectorRoot(document) !== undefined;

/** The file itself, its custom resource, or what a chart's values hand on. */
function collectorRoot(document: Tree): Tree | undefined {
  const roots = [document, mapAt(document, 'spec', 'config'), mapAt(document, 'config')];
  return roots.find((root) => {
    if (!root) return false;
    const [exporters, receivers] = [mapAt(root, 'exporters'), mapAt(root, 'receivers')];
    return (exporters && receivers) || (mapAt(root, 'service', 'pipelines') && (exporters || receivers));
  });
}

const isKafka = (name: string): boolean => /^kafka(?:\/.*)?$/.test(name);

const exporterWords: Words = { ...anyWords, write: { acks: { all: '-1' } } };
