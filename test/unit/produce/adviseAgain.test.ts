import { deepEqual, match } from 'node:assert/strict';
import { adviseAgain } from '../../../src/produce/adviseAgain';
import { formOf } from '../../../src/produce/firstForm';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('what is said of a record that is sent again', () => {
  const record = {
    partition: 2,
    offset: 1841,
    key: bytes('k'),
    value: bytes('v'),
    headers: [
      { name: 'Message-ID', value: bytes('m1') },
      { name: 'trace', value: bytes('t') },
    ],
  };
  const form = formOf(record);

  it('points out an id that is kept, whatever else is edited', () => {
    deepEqual(adviseAgain({ ...form, value: { kind: 'text', text: 'other' } }, record, form, 'orders'), [
      'Header Message-ID is kept from orders, partition 2, offset 1841: the new record will be seen as a duplicate of it, here and by consumers that go by that id. Change the id to send a new message.',
    ]);
  });

  it('says nothing once the id is another one or gone, and of two ids that both are kept', () => {
    const [first, second] = form.headers;
    if (!first || !second) throw new Error('no headers');
    const changed = [{ ...first, content: { kind: 'text' as const, text: 'm2' } }, second];
    deepEqual(adviseAgain({ ...form, headers: changed }, record, form, 'orders'), []);
    deepEqual(adviseAgain({ ...form, headers: [second] }, record, form, 'orders'), []);
    const two = { ...record, headers: ['ce_id', 'eventId'].map((name) => ({ name, value: bytes('1') })) };
    match(adviseAgain(formOf(two), two, formOf(two), 'orders')[0] ?? '', /^Headers ce_id, eventId are kept from/);
  });

  it('says that nothing was changed where no header is an id', () => {
    const plain = { ...record, headers: [] };
    deepEqual(adviseAgain(formOf(plain), plain, formOf(plain), 'orders'), [
      'Key, value and headers are still those of orders, partition 2, offset 1841: the new record will be a copy of it.',
    ]);
    deepEqual(
      adviseAgain({ ...formOf(plain), value: { kind: 'text', text: 'w' } }, plain, formOf(plain), 'orders'),
      [],
    );
  });
});
