import { type BraceDialect, readBraces } from './braces';
import type { Tree } from './tree';

/** HOCON, the format of Akka, Pekko and SeaTunnel. Includes are not followed. */
export const readHocon = (text: string, offset = 0): readonly Tree[] => readBraces(text, hocon, offset);

const hocon: BraceDialect = {
  separators: ['+=', '=', ':'],
  comments: ['#', '//'],
  dottedNames: true,
  oneWordValues: false,
};
