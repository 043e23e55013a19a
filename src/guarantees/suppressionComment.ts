import type { SpelledLanguage } from '../config/code/spelledUnits';
import { surfaceOf } from '../config/surfaces';
import type { Unit } from '../config/unit';
import type { SourceDocument } from './analysis';
import type { Finding } from './finding';

/** A comment line for a file, whose reason is still to be written. */
export interface SuppressionComment {
  /** Where it goes: behind the blanks of the line that it stands above. */
  readonly at: number;
  /** Up to where the reason begins. */
  readonly before: string;
  /** Behind the reason, without the line break. */
  readonly after: string;
}

/**
 * The comment that answers a finding, in the manner of its file. Undefined where the format has no comments. It goes above
 * the first line of a command or value that is continued over several: a comment between them would cut it apart.
 */
export function suppressionComment(
  document: SourceDocument,
  finding: Finding,
  units: readonly Unit[],
): SuppressionComment | undefined {
  const { text } = document;
  const unit = units.find((one) => one.id === finding.unitId);
  const command = unit?.surface === 'shell' ? Math.min(unit.span.start, finding.span.start) : finding.span.start;
  const line = firstLine(text, command);
  const style = styleAt(document, line);
  if (!style) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(line, line + 1_000))?.[0].length ?? 0;
  return { at: line + indent, before: `${style.open}acklens-ignore ${finding.rule}: `, after: style.close };
}

interface Style {
  readonly open: string;
  readonly close: string;
}

const hash: Style = { open: '# ', close: '' };
const slashes: Style = { open: '// ', close: '' };

function styleAt({ path, languageId, text }: SourceDocument, line: number): Style | undefined {
  const surface = surfaceOf(path, languageId);
  switch (surface?.kind) {
    case 'properties':
      return hash;
    case 'shell':
      if (surface.container === 'batch') return { open: 'rem ', close: '' };
      if (surface.container === 'markdown' && !isFenced(text, line)) return { open: '<!-- ', close: ' -->' };
      return hash;
    case 'structured':
      // Strict JSON has none.
      if (surface.format === 'json')
        return /\.(?:jsonc|json5)$/i.test(path) || languageId === 'jsonc' ? slashes : undefined;
      return hash;
    case 'spelled':
      return { open: spelledComments[surface.language], close: '' };
    case 'xml':
      return { open: '<!-- ', close: ' -->' };
    case 'sql':
      return { open: '-- ', close: '' };
    case 'code':
      return surface.language === 'python' || surface.language === 'ruby' ? hash : slashes;
    case undefined:
      return undefined;
  }
}

const spelledComments: Readonly<Record<SpelledLanguage, string>> = {
  elixir: '# ',
  erlang: '% ',
  lua: '-- ',
  fsharp: '// ',
  clojure: ';; ',
};

/** Inside a fenced block of a page: an odd number of fences stands above. */
const isFenced = (text: string, line: number): boolean =>
  (text.slice(0, line).match(/^[ \t]*(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;

function firstLine(text: string, at: number): number {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 0 && /[\\^]\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) {
    start = text.lastIndexOf('\n', start - 2) + 1;
  }
  return start;
}
