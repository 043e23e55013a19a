import { SchemaError } from '../kafka/schemas';

/**
 * Refuses .proto files whose parsing would take minutes: protobuf.js goes through all fields of a message with each one
 * that comes, so that five thousand in one message take seconds. Counts fields by braces and equals signs.
 */
export function refuseCrowds(texts: readonly string[]): void {
  const work = texts.reduce((sum, text) => sum + squares(text), 0);
  if (work > maxWork)
    throw new SchemaError('The .proto file has messages of so many fields that reading it would take too long.');
}

/** One message of 2,000 fields, or four hundred of 100 each: half a second. */
const maxWork = 4_000_000;

const tokens =
  /\/\/[^\n]*|\/\*.*?(?:\*\/|$)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\b(?:oneof|extend)\b[^{};="'/]*\{|[{}=]/gs;

/** The squares of how many fields each message has, added up. */
function squares(text: string): number {
  // Fields that extend a message come to it from any block; those of a oneof are fields of the message around it.
  const top = { fields: 0 };
  const all = [top];
  const open = [top];
  for (const [token] of text.matchAll(tokens)) {
    const inside = open.at(-1) ?? top;
    if (token === '=') inside.fields += 1;
    else if (token === '}') open.pop();
    else if (token.startsWith('oneof')) open.push(inside);
    else if (token.startsWith('extend')) open.push(top);
    else if (token === '{') {
      const block = { fields: 0 };
      all.push(block);
      open.push(block);
    }
  }
  return all.reduce((sum, { fields }) => sum + fields ** 2, 0);
}
