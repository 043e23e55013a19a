import type { Compatibility, Deletable, SchemaRegistry } from '../kafka/schemas';
import { below, byText, idPart, note, rowLimit } from './below';
import { mapInTurns } from './inTurns';
import type { CompatibilityNode, Node, SchemaNode, SubjectNode, SubjectsNode } from './node';
import type { Listing, ListMemory } from './topicRows';

export const isOfRegistry = (node: Node): node is SubjectsNode | SubjectNode =>
  node.kind === 'subjects' || node.kind === 'subject';

/** The rows below a schema registry and its subjects: no broker is asked for them. Rejects with a KafkaError. */
export async function schemaRows(
  node: SubjectsNode | SubjectNode,
  registry: SchemaRegistry,
  listing: Pick<Listing, 'subjectFilter'>,
  memory: Pick<ListMemory, 'registry'>,
): Promise<readonly Node[]> {
  return node.kind === 'subjects' ? subjectRows(node, registry, listing, memory) : versionRows(node, registry);
}

async function subjectRows(
  node: SubjectsNode,
  registry: SchemaRegistry,
  { subjectFilter }: Pick<Listing, 'subjectFilter'>,
  memory: Pick<ListMemory, 'registry'>,
): Promise<readonly Node[]> {
  memory.registry ??= await ofRegistry(registry);
  const { subjects, compatibility } = memory.registry;
  const first = compatibilityRow(node, compatibility);
  if (subjects.length === 0) return [...first, note(node, 'No subjects')];
  const wanted = subjectFilter.toLowerCase();
  const matching = subjects.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (matching.length === 0)
    return [...first, note(node, `No subject matches "${subjectFilter}"`, { filter: 'subjects' })];
  const rows = await mapInTurns(
    matching.slice(0, rowLimit),
    (subject): SubjectNode => ({
      ...below(node, `subject ${idPart(subject.name)}`),
      kind: 'subject',
      ...subject,
    }),
  );
  const more = matching.length - rows.length;
  if (more === 0) return [...first, ...rows];
  const rest = `${more.toLocaleString('en')} more: filter subjects to see them`;
  return [...first, ...rows, note(node, rest, { more, filter: 'subjects' })];
}

async function ofRegistry(registry: SchemaRegistry): Promise<NonNullable<ListMemory['registry']>> {
  const [subjects, compatibility] = await Promise.all([registry.subjects(), registry.compatibility(undefined)]);
  return {
    subjects: [...subjects].sort((a, b) => Number(a.isDeleted) - Number(b.isDeleted) || byText(a.name, b.name)),
    compatibility,
  };
}

async function versionRows(node: SubjectNode, registry: SchemaRegistry): Promise<readonly Node[]> {
  const [versions, compatibility] = await Promise.all([
    registry.versions(node.name),
    registry.compatibility(node.name),
  ]);
  const row = ({ name, isDeleted }: Deletable<number>): SchemaNode => ({
    ...below(node, `version ${name}`),
    kind: 'schema',
    name: `${node.name} v${name}`,
    subject: node.name,
    version: name,
    isDeleted,
  });
  return [...compatibilityRow(node, compatibility), ...[...versions].sort((a, b) => b.name - a.name).map(row)];
}

const compatibilityRow = (node: Node, compatibility: Compatibility | undefined): CompatibilityNode[] =>
  compatibility ? [{ ...below(node, 'compatibility'), kind: 'compatibility', compatibility }] : [];
