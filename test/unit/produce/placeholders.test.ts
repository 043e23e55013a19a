import assert from 'node:assert/strict';
import { fillTemplate, parseTemplate, placeholders } from '../../../src/produce/placeholders';

const filling = { n: 3, now: Date.UTC(2026, 0, 2, 3, 4, 5, 6), random: () => 0.5, uuid: () => 'the-uuid' };

function fill(text: string): string {
  const template = parseTemplate(text);
  assert.ok('parts' in template, JSON.stringify(template));
  return fillTemplate(template, filling);
}

const problem = (text: string): string => {
  const template = parseTemplate(text);
  assert.ok('problem' in template, `${text} is a template`);
  return template.problem;
};

describe('placeholders', () => {
  it('become what the form says of them', () => {
    assert.equal(fill('message{{n}}'), 'message3');
    assert.equal(fill('order-{{ n 100 }}/{{uuid}}'), 'order-102/the-uuid');
    assert.equal(fill('{{now}} {{iso}}'), '1767323045006 2026-01-02T03:04:05.006Z');
    assert.equal(fill('{{random 1 100}} {{random -5 -5}} {{pick red green blue}}'), '51 -5 green');
    for (const [placeholder] of placeholders) assert.notEqual(fill(placeholder), placeholder);
  });

  it('leave everything else as it is', () => {
    for (const text of ['', '{"a": {"b": {}}}', '{ {n} }', '}}{{', '{{a{b}}', '$' + '{n}', '\u{1F600}'])
      assert.equal(fill(text), text, text);
  });

  it('say what is wrong with them', () => {
    assert.equal(problem('{{nn}}'), '{{nn}} is no placeholder: see the list, or switch placeholders off.');
    assert.equal(problem('{{}}'), '{{}} is no placeholder: see the list, or switch placeholders off.');
    assert.equal(problem('{{n x}}'), '{{n x}}: {{n}} does not take that.');
    assert.equal(problem('{{uuid 4}}'), '{{uuid 4}}: {{uuid}} does not take that.');
    assert.equal(
      problem('{{random 5 1}}'),
      '{{random 5 1}}: write two whole numbers, the smaller one first, such as {{random 1 100}}.',
    );
    assert.equal(problem('{{pick}}'), '{{pick}}: write the words to choose from, such as {{pick red green}}.');
  });
});
