import { type Schema, type SchemaCodec, SchemaError, type SchemaRegistry } from '../kafka/schemas';
import { createCodec, type NamedText } from './createCodec';

/** A schema that refers to more others than this is no design but an accident. */
const maxReferences = 500;

/** All texts together; a registry that keeps its schemas in Kafka takes none of more than a megabyte. */
const maxCharacters = 4_000_000;

/** The codec of a schema with everything that it refers to. Rejects with a KafkaError or a SchemaError. */
export async function openCodec(
  registry: Pick<SchemaRegistry, 'version'> | undefined,
  schema: Schema,
): Promise<SchemaCodec> {
  const found: NamedText[] = [];
  const seen = new Set<string>();
  // Depth first, so that each comes after what it uses; what refers in a circle ends at what was seen.
  let characters = 0;
  const collect = async (of: Schema): Promise<void> => {
    characters += of.text.length;
    if (characters > maxCharacters)
      throw new SchemaError(
        `The schema, with what it refers to, has more than ${maxCharacters.toLocaleString('en')} characters.`,
      );
    for (const { name, subject, version } of of.references) {
      const place = `${name}\n${subject}\n${version}`;
      if (seen.has(place)) continue;
      seen.add(place);
      if (seen.size > maxReferences) throw new SchemaError(`The schema refers to more than ${maxReferences} others.`);
      if (!registry) throw new SchemaError(`The schema refers to ${name}, and there is no registry to fetch it from.`);
      const referred = await registry.version(subject, version);
      await collect(referred);
      found.push([name, referred.text]);
    }
  };
  await collect(schema);
  return createCodec(schema, found);
}
