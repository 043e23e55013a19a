import { type BraceDialect, readBraces } from './braces';
import type { Tree } from './tree';

/** Terraform's language, as far as blocks, attributes and literal values go. Expressions are texts. */
export const readHcl = (text: string, offset = 0): readonly Tree[] => readBraces(text, hcl, offset);

const hcl: BraceDialect = {
  separators: ['=', ':'],
  comments: ['#', '//', '/*'],
  dottedNames: false,
  oneWordValues: false,
};
