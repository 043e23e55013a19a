import { deepStrictEqual, strictEqual } from 'node:assert';
import {
  defaultColumns,
  MAX_FIELDS,
  pinField,
  placeColumn,
  readColumns,
  readField,
  resizeColumn,
  showColumn,
  unpinField,
} from '../../../webview/tail/columnSettings';
import { type ColumnSettings, columnTemplate, fieldsOf, fitColumns, wishOf } from '../../../webview/tail/columns';

const ids = (settings: ColumnSettings): string => settings.map(({ id, shown }) => (shown ? id : `(${id})`)).join(' ');

const usual = 'mark time partition offset key value sequence (id) producer transaction (headers) (size)';

describe('columns of the tail', () => {
  it('begin with what every tail needs', () => {
    strictEqual(ids(defaultColumns), usual);
    strictEqual(ids(readColumns(undefined)), usual);
  });

  it('go in order where there is no room, never the offset and the value', () => {
    const all = showColumn(showColumn(pinned('$.a'), 'size', true), 'headers', true);
    const shown = (width: number): string =>
      fitColumns(all, { width })
        .map(({ id }) => id)
        .join(' ');
    strictEqual(shown(1500), 'mark time partition offset key $.a value sequence producer transaction headers size');
    strictEqual(shown(1280), 'mark time partition offset key $.a value sequence producer transaction headers');
    strictEqual(shown(800), 'mark time partition offset key $.a value');
    strictEqual(shown(570), 'mark offset key $.a value');
    strictEqual(shown(100), 'mark offset value');
    // In half an editor: an offset without its partition would name no record.
    const half = fitColumns(defaultColumns, { width: 450 }).map(({ id }) => id);
    deepStrictEqual(half, ['mark', 'partition', 'offset', 'key', 'value']);
  });

  it('take the width that was chosen; the value gives way first', () => {
    const wide = resizeColumn(resizeColumn(defaultColumns, 'value', 900), 'key', 300);
    const shown = fitColumns(wide, { width: 1100, timeWidth: 96, withTopics: true });
    deepStrictEqual(
      shown.map(({ id, width }) => `${id} ${width}`),
      ['mark 30', 'time 96', 'partition 132', 'offset 80', 'key 300', 'value 900', 'sequence 76', 'producer 134'],
    );
    strictEqual(
      columnTemplate(shown),
      '30px 96px 132px 80px 300px minmax(0, 900px) 76px 134px minmax(0, 1fr)',
      'what is left stays empty',
    );
    strictEqual(
      columnTemplate(fitColumns(resizeColumn(wide, 'value', undefined), { width: 550 })),
      '30px 80px minmax(0, 1fr)',
    );
    strictEqual(ids(resizeColumn(defaultColumns, 'key', 1)), usual);
    deepStrictEqual(resizeColumn(defaultColumns, 'key', 1)[4], { id: 'key', shown: true, width: 28 });
    deepStrictEqual(resizeColumn(defaultColumns, 'key', 99_999)[4], { id: 'key', shown: true, width: 1600 });
  });

  it('move beside each other; the mark stays first, the mark and the offset stay', () => {
    strictEqual(
      ids(placeColumn(defaultColumns, 'value', 'before', 'time')),
      'mark value time partition offset key sequence (id) producer transaction (headers) (size)',
    );
    strictEqual(
      ids(placeColumn(defaultColumns, 'time', 'after', 'size')),
      'mark partition offset key value sequence (id) producer transaction (headers) (size) time',
    );
    for (const [id, side, beside] of [
      ['time', 'before', 'mark'],
      ['mark', 'after', 'time'],
      ['time', 'after', 'time'],
      ['time', 'after', '$.nowhere'],
    ] as const)
      strictEqual(placeColumn(defaultColumns, id, side, beside), defaultColumns);
    strictEqual(ids(showColumn(showColumn(defaultColumns, 'offset', false), 'mark', false)), usual);
  });

  it('hold fields of the JSON, each once and not without end', () => {
    const one = pinned('$.order.id');
    strictEqual(ids(one).slice(0, 53), 'mark time partition offset key $.order.id value seque');
    strictEqual(ids(pinField(showColumn(one, '$.order.id', false), '$.order.id') as ColumnSettings), ids(one));
    strictEqual(ids(unpinField(one, '$.order.id')), usual);
    let all = defaultColumns;
    for (let i = 0; i < MAX_FIELDS; i += 1) all = pinField(all, `$.f${i}`) as ColumnSettings;
    strictEqual(pinField(all, '$.one.more'), 'At most 12 fields can be columns: remove one of them first.');
    strictEqual(readColumns(all.concat({ id: '$.one.more', shown: true })).length, all.length);
  });

  it('ask the worker for what is on screen only, in its order', () => {
    strictEqual(wishOf(fitColumns(defaultColumns, { width: 2000 })), undefined);
    const chosen = pinField(showColumn(pinned('$.lines[0]["unit price"]'), 'id', true), '$.a') as ColumnSettings;
    const shown = fitColumns(chosen, { width: 2000 });
    deepStrictEqual(wishOf(shown), { id: true, headers: false, fields: [['lines', 0, 'unit price'], ['a']] });
    deepStrictEqual(fieldsOf(shown), ['$.lines[0]["unit price"]', '$.a']);
    strictEqual(wishOf(fitColumns(chosen, { width: 300 })), undefined);
  });

  it('read a path with or without its beginning', () => {
    strictEqual(readField(' order.id '), '$.order.id');
    strictEqual(readField('$.order.id'), '$.order.id');
    strictEqual(readField('[0].id'), '$[0].id');
    for (const wrong of ['', '$', 'a b', '$.a..b', '$.a[x]', `$.${'a'.repeat(200)}`])
      strictEqual(readField(wrong), undefined);
  });

  it('come back from what was saved, whatever it is', () => {
    const chosen = resizeColumn(placeColumn(pinned('$.a'), '$.a', 'before', 'time'), '$.a', 77);
    deepStrictEqual(readColumns(JSON.parse(JSON.stringify(chosen))), chosen);
    strictEqual(ids(readColumns([])), usual);
    strictEqual(ids(readColumns(['time', 'key'])), usual);
    strictEqual(
      ids(readColumns([{ id: 'value', shown: true }, { id: 'value' }, { id: 'nothing' }, { id: '$.a..b' }, null, 7])),
      'mark time partition offset key value sequence (id) producer transaction (headers) (size)',
    );
    deepStrictEqual(
      readColumns([{ id: 'offset', shown: false, width: 'wide' }]).filter(({ id }) => id === 'offset'),
      [{ id: 'offset', shown: true }],
    );
  });
});

const pinned = (field: `$${string}`): ColumnSettings => pinField(defaultColumns, field) as ColumnSettings;
