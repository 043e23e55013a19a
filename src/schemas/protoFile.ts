import { common, Namespace, parse, Root, Type } from 'protobufjs';
import { SchemaError } from '../kafka/schemas';
import { refuseCrowds } from './protoCrowding';

/** A .proto file and what it imports, with all names resolved. */
export interface ProtoFile {
  /** The message at a path of indexes, the first message of the file being 0. */
  message(path: readonly number[]): Type;
}

/** `imports` are the files that this one refers to, in any order. */
export function parseProto(text: string, imports: readonly (readonly [name: string, text: string])[]): ProtoFile {
  refuseCrowds([text, ...imports.map(([, imported]) => imported)]);
  try {
    const root = new Root();
    // Parsed alone too: messages are counted within their file, and a package may stretch over several.
    const alone = parse(text, new Root(), options);
    const names = messagesOf(namespaceOf(alone.root, alone.package)).map(({ fullName }) => fullName);
    const wellKnown = new Set<string>();
    for (const file of [text, ...imports.map(([, imported]) => imported)])
      for (const name of parse(file, root, options).imports ?? []) wellKnown.add(name);
    for (const name of wellKnown) {
      const known = common.get(name)?.nested;
      if (known) root.addJSON(known);
    }
    root.resolveAll();
    return { message: (path) => find(root, names, path) };
  } catch (error) {
    if (error instanceof SchemaError) throw error;
    throw new SchemaError(`The .proto file cannot be read: ${wordsOf(error)}.`, { cause: error });
  }
}

/** Names as they are written in the file. */
const options = { keepCase: true };

function find(root: Root, names: readonly string[], [first = -1, ...rest]: readonly number[]): Type {
  const name = names[first];
  const found = name === undefined ? undefined : root.lookup(name);
  let message = found instanceof Type ? found : undefined;
  for (const index of rest) message = message && messagesOf(message)[index];
  if (!message)
    throw new SchemaError(`The record names message ${[first, ...rest].join('.')}, which the .proto file has not.`);
  return message;
}

const namespaceOf = (root: Root, name: string | undefined): Namespace => {
  const found = name === undefined ? root : root.lookup(name);
  return found instanceof Namespace ? found : root;
};

/** Enums, services and packages stand between them and do not count. */
const messagesOf = (space: Namespace): Type[] => space.nestedArray.filter((one) => one instanceof Type);

/** The parser's words name a line or a type; they come from the schema, not from a record. */
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);
