import { propertiesUnits } from '../propertiesUnits';
import { maskText } from '../shell/maskText';
import { shellUnits } from '../shell/shellUnits';
import { formatByName, structuredUnits } from '../structuredUnits';
import type { Extraction } from '../unit';

/**
 * Files that a script writes line by line: `cat > producer.properties <<EOF`, `kubectl apply -f - <<EOF`. The name of the
 * file says how its text is read; what a shell gets is read as commands.
 */
export function hereDocumentUnits(text: string): readonly Extraction[] {
  if (!text.includes('<<')) return [];
  const found: Extraction[] = [];
  const opening = /^([^\n#]*?)<<-?[ \t]*(["']?)([A-Za-z_]\w*)\2([^\n]*)\n/gm;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [whole, before = '', , word = '', after = ''] = match;
    const start = match.index + whole.length;
    const end = endOf(text, start, word);
    if (end === undefined) continue;
    opening.lastIndex = end;
    const read = readBody(`${before} ${after}`, text, start, end);
    if (read) found.push(read);
  }
  return found;
}

function endOf(text: string, start: number, word: string): number | undefined {
  const closing = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'gm');
  closing.lastIndex = start;
  return closing.exec(text)?.index;
}

function readBody(line: string, text: string, start: number, end: number): Extraction | undefined {
  const body = text.slice(start, end);
  const file = /(?:>{1,2}|\btee(?:[ \t]+-a)?)[ \t]*["']?([^\s"'<>|;&]*\.[\w-]+)["']?/.exec(line)?.[1];
  if (file === undefined && /\b(?:kubectl|oc|k)\b.*\b(?:apply|create|replace)\b/.test(line)) {
    return structuredUnits({ format: 'yaml', path: 'manifest.yaml', text: body, offset: start });
  }
  if (file === undefined) {
    const shell = /(?:^|[\s|;&])(?:bash|sh|zsh|ssh)(?:\s|$)/.test(line);
    return shell ? shellUnits(maskText(text, [{ start, end }]), 'script') : undefined;
  }
  const path = file.replace(/^.*[\\/]/, '');
  if (/\.(?:properties|config|cfg)$/i.test(path)) return propertiesUnits({ path, text: body, offset: start });
  const format = formatByName.find((row) => row.file.test(path))?.format;
  return format ? structuredUnits({ format, path, text: body, offset: start }) : undefined;
}
