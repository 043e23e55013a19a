import type { Deletable, SchemaRegistry } from '../kafka/schemas';
import { below, byText, idPart, note, rowLimit } from './below';
import type { CompatibilityNode, Node, SchemaNode, SubjectNode, SubjectsNode } from './node';

export const isOfRegistry = (node: Node): node is SubjectsNode | SubjectNode =>
  node.kind === 'subjects' || node.kind === 'subject';

/** The rows below a schema registry and its subjects: no broker is asked for them. Rejects with a KafkaError. */
export async function schemaRows(node: SubjectsNode | SubjectNode, registry: SchemaRegistry): Promise<readonly Node[]> {
  return node.kind === 'subjects' ? subjectRows(node, registry) : versionRows(node, registry);
}

async function subjectRows(node: SubjectsNode, registry: SchemaRegistry): Promise<readonly Node[]> {
  const [subjects, compatibility] = await Promise.all([registry.subjects(), compatibilityRow(node, registry)]);
  const sorted = [...subjects].sort((a, b) => Number(a.isDeleted) - Number(b.isDeleted) || byText(a.name, b.name));
  const rows = sorted.slice(0, rowLimit).map(
    (subject): SubjectNode => ({
      ...below(node, `subject ${idPart(subject.name)}`),
      kind: 'subject',
      ...subject,
    }),
  );
  const more = subjects.length - rows.length;
  if (rows.length === 0) return [...compatibility, note(node, 'No subjects')];
  return [
    ...compatibility,
    ...rows,
    ...(more > 0 ? [note(node, `${more} more subjects are not listed`, { more })] : []),
  ];
}

async function versionRows(node: SubjectNode, registry: SchemaRegistry): Promise<readonly Node[]> {
  const [versions, compatibility] = await Promise.all([registry.versions(node.name), compatibilityRow(node, registry)]);
  const row = ({ name, isDeleted }: Deletable<number>): SchemaNode => ({
    ...below(node, `version ${name}`),
    kind: 'schema',
    name: `${node.name} v${name}`,
    subject: node.name,
    version: name,
    isDeleted,
  });
  return [...compatibility, ...[...versions].sort((a, b) => b.name - a.name).map(row)];
}

async function compatibilityRow(
  node: SubjectsNode | SubjectNode,
  registry: SchemaRegistry,
): Promise<CompatibilityNode[]> {
  const compatibility = await registry.compatibility(node.kind === 'subject' ? node.name : undefined);
  return compatibility ? [{ ...below(node, 'compatibility'), kind: 'compatibility', compatibility }] : [];
}
