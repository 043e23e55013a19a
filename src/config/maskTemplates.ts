/**
 * A Helm, Jinja or ERB template as text that a parser of the target format can read, at the same length: a line of
 * directives alone becomes blank, an expression inside a line becomes a placeholder that nobody takes for a value.
 */
export function maskTemplates(text: string): string {
  if (!/\{\{|\{%|<%/.test(text)) return text;
  return text
    .replace(/^[ \t]*(?:(?:\{\{(?:[^{}]|\{[^{]|\}(?!\}))*\}\}|\{%[^%]*%\}|<%[^%]*%>)[ \t]*)+$/gm, blank)
    .replace(/\{\{(?:[^{}]|\{[^{]|\}(?!\}))*\}\}|\{%[^%]*%\}|<%[^%]*%>/g, (found) => {
      const masked = found.replace(/[^\r\n]/g, '_');
      return masked.length > 1 ? `$${masked.slice(1)}` : masked;
    });
}

const blank = (found: string): string => found.replace(/[^\r\n]/g, ' ');
