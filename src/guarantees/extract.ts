import type { Tree } from '../config/code/codeParser';
import { kafkajsUnits } from '../config/code/kafkajsUnits';
import { propertiesUnits } from '../config/propertiesUnits';
import { fences, type ShellContainer } from '../config/shell/shellTexts';
import { shellUnits } from '../config/shell/shellUnits';
import type { Extraction } from '../config/unit';

/** Units of a text that is no code. Markdown carries .properties blocks beside its shell blocks. */
export function extractPlain(kind: 'properties' | ShellContainer, path: string, text: string): Extraction {
  if (kind === 'properties') return propertiesUnits({ path, text });
  if (kind !== 'markdown') return shellUnits(text, kind);
  const blocks = fences(text)
    .filter(({ language }) => language === 'properties')
    .map(({ span }) => propertiesUnits({ path: '', text: text.slice(span.start, span.end), offset: span.start }));
  return join([shellUnits(text, kind), ...blocks]);
}

export const extractCode = (text: string, tree: Tree): Extraction => kafkajsUnits(text, tree.rootNode);

const join = (parts: readonly Extraction[]): Extraction => ({
  units: parts.flatMap((part) => part.units),
  consumerCommands: parts.flatMap((part) => part.consumerCommands),
  bootstrapServers: parts.flatMap((part) => part.bootstrapServers),
});
