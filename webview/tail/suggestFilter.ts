import { numberFields, traits } from './parseFilter';

export interface Suggestion {
  /** Takes the place of what was typed from `from` to the caret. */
  readonly text: string;
  readonly about: string;
}

const fields: readonly Suggestion[] = [
  { text: 'is:', about: 'a kind of row: is:duplicate, is:gap, is:anomaly' },
  { text: 'key=', about: 'the key, whole; key:text finds a part of it' },
  { text: 'value~', about: 'a part of the value, or value~/pattern/i' },
  { text: 'header.', about: 'a header: header.source=orders' },
  { text: '$.', about: 'a place in JSON: $.order.id = 17, $.status != PAID' },
  { text: 'topic=', about: 'the topic, where several are read; topic:text finds a part of its name' },
  { text: 'partition=', about: 'partition=3 or partition=0,2; of one of several topics: partition=orders-3' },
  { text: 'offset>=', about: 'offset>=1200' },
  { text: 'time>=', about: 'time>=14:30, time>-15m, time<2026-01-31T14:30' },
  { text: 'seq>=', about: 'the sequence number found in the record' },
  { text: 'size>', about: 'bytes of the value' },
  { text: 'producer=', about: 'producer id, or producer=none without idempotence' },
  { text: 'and', about: 'both; also where nothing stands between' },
  { text: 'or', about: 'one of the two' },
  { text: 'not', about: 'the rows that do not match' },
];

const kinds: readonly Suggestion[] = Object.entries(traits).map(([text, about]) => ({ text: `is:${text}`, about }));

/** What may be meant at the caret: the words of the language that begin as what was typed does. */
export function suggestFilter(
  text: string,
  caret: number,
): { readonly from: number; readonly list: readonly Suggestion[] } {
  const word = /[^\s()!]*$/.exec(text.slice(0, caret))?.[0] ?? '';
  const from = caret - word.length;
  const typed = word.toLowerCase();
  if (typed.startsWith('is:'))
    return { from, list: kinds.filter((kind) => kind.text.startsWith(typed) && kind.text !== typed) };
  const isKnown = Object.keys(numberFields).some((name) => typed.startsWith(name) && typed.length > name.length);
  if (isKnown) return { from, list: [] };
  return { from, list: fields.filter((field) => field.text.startsWith(typed) && field.text !== typed) };
}
