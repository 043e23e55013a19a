import { ok } from 'node:assert/strict';
import { spellings } from '../../vscode/spellings';

describe('the spellings of a secret', () => {
  it('are found in whatever it was written into', () => {
    const secret = 'audit-registry:"secret"+é660';
    const isFound = (text: string): boolean => spellings(secret).some((one) => text.includes(one));
    for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
      ok(isFound(Buffer.from(`${before}${secret}`).toString('base64')), before);
      ok(isFound(Buffer.from(`${before}${secret}, and more`).toString('base64')), before);
    }
    ok(isFound(`x${secret}y`) && isFound(JSON.stringify({ secret })) && isFound(`?a=${encodeURIComponent(secret)}`));
    ok(!isFound('audit-registry') && !isFound(Buffer.from('audit-registry').toString('base64')));
  });
});
