import { match, strictEqual } from 'node:assert';
import { renderPage, renderSentence } from '../../../src/host/renderPage';

describe('renderPage', () => {
  const page = renderPage({
    name: 'tail',
    script: 'https://res/tail.js',
    style: 'https://res/tail.css',
    source: 'https://res',
    nonce: 'abc123',
    styleNonce: 'def456',
    title: '</title><script>alert(1)</script> · Tail',
  });

  it('lets one script run and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    strictEqual(
      policy,
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://res 'nonce-def456'; base-uri 'none'; form-action 'none'",
    );
    strictEqual(page.match(/<script/g)?.length, 1);
    match(page, /<script nonce="abc123" src="https:\/\/res\/tail\.js"><\/script>/);
  });

  it('has the element that the view takes', () => match(page, /<div id="tail"><\/div>/));

  it('writes a topic name as text', () => {
    match(page, /<title>&lt;\/title&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt; · Tail<\/title>/);
    match(renderSentence('a < b & "c"'), /<p>a &lt; b &amp; &quot;c&quot;<\/p>/);
  });
});
