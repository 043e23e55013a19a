export interface PageParts {
  /** Of the view; its element has it as id. */
  readonly name: string;
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
  readonly nonce: string;
  /** For the one style element that the controls' library makes; not the script's, since the page can be read. */
  readonly styleNonce: string;
  readonly title: string;
}

/**
 * The page of a view. Nothing may run but the one script with this load's nonce; nothing may be fetched but our
 * own style sheet: a payload that finds its way into the page as markup could still do nothing.
 */
export function renderPage({ name, script, style, source, nonce, styleNonce, title }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${styleNonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${styleNonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeText(title)}</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <div id="${name}"></div>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** A page that runs nothing and says one thing. */
export function renderSentence(sentence: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
    <title>AckLens</title>
  </head>
  <body><p>${escapeText(sentence)}</p></body>
</html>
`;
}
