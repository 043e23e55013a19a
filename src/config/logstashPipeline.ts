import { type BraceDialect, readBraces } from './braces';
import type { Tree } from './tree';

/** The pipeline language of Logstash. `if` blocks stand as maps under their condition's words. */
export const readLogstashPipeline = (text: string, offset = 0): readonly Tree[] => readBraces(text, logstash, offset);

const logstash: BraceDialect = {
  separators: ['=>'],
  comments: ['#'],
  dottedNames: false,
  oneWordValues: true,
};
