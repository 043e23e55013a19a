import type { CompatibilityNode, SchemaNode, SubjectNode } from './node';
import { count, dotted, type LoadState, lines, loadedAt, type RenderedRow } from './renderedRow';

export function renderSubject({ name, isDeleted }: SubjectNode, load: LoadState): RenderedRow {
  const versions = count(load, 'schema');
  return {
    label: name,
    description: dotted(
      isDeleted ? 'deleted' : undefined,
      versions === undefined ? undefined : `${versions} ${versions === '1' ? 'version' : 'versions'}`,
    ),
    tooltip: lines(name, isDeleted ? 'Deleted; its schemas can still be read' : undefined, loadedAt(load)),
    icon: isDeleted ? 'trash' : 'symbol-interface',
    expands: true,
    context: 'subject',
  };
}

export function renderSchema({ name, version, isDeleted }: SchemaNode): RenderedRow {
  return {
    label: `Version ${version}`,
    ...(isDeleted ? { description: 'deleted' } : {}),
    tooltip: lines(name, isDeleted ? 'Deleted; it can still be read' : undefined),
    icon: isDeleted ? 'trash' : 'file-code',
    expands: false,
    context: 'schema',
  };
}

export function renderCompatibility({ compatibility: { level, isOwn }, id }: CompatibilityNode): RenderedRow {
  const isGlobal = id.endsWith('/subjects/compatibility');
  return {
    label: 'Compatibility',
    description: dotted(level, isOwn || isGlobal ? undefined : 'of the registry'),
    tooltip: `${level}: ${meanings[level] ?? 'what a next version may change'}`,
    icon: 'law',
    expands: false,
    context: 'compatibility',
  };
}

/** https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html */
const meanings: Readonly<Record<string, string>> = {
  NONE: 'a next version may change anything',
  BACKWARD: 'consumers with a next version can read what was written with the last one',
  BACKWARD_TRANSITIVE: 'consumers with a next version can read what was written with any earlier one',
  FORWARD: 'consumers with the last version can read what is written with a next one',
  FORWARD_TRANSITIVE: 'consumers with any earlier version can read what is written with a next one',
  FULL: 'a next version and the last one can read what the other has written',
  FULL_TRANSITIVE: 'a next version and any earlier one can read what the other has written',
};
