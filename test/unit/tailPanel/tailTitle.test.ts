import { deepStrictEqual } from 'node:assert';
import { TailTitles } from '../../../src/tailPanel/TailTitles';
import { type TitleFacts, tailTitles } from '../../../src/tailPanel/tailTitle';

const tail = (more: Partial<TitleFacts['options']> = {}, connection = 'local'): TitleFacts => ({
  options: { topic: 'orders', start: { kind: 'end' }, isolation: 'read_uncommitted', ...more },
  connection,
});

describe('tailTitles', () => {
  it('name the first topic and count the others', () => {
    deepStrictEqual(tailTitles([tail(), tail({ moreTopics: ['refunds', 'returns'] }), tail({ topic: 'payments' })]), [
      'orders · Tail',
      'orders +2 · Tail',
      'payments · Tail',
    ]);
  });

  it('say where tails of one topic differ, and nothing else', () => {
    const starts: readonly TitleFacts['options']['start'][] = [
      { kind: 'beginning' },
      { kind: 'end' },
      { kind: 'offset', offset: 1200 },
      { kind: 'offset', offset: 1200, partition: 3 },
      { kind: 'timestamp', timestamp: Date.UTC(2026, 2, 1, 12) },
      { kind: 'timestamp', timestamp: 9e15 },
      { kind: 'last', count: 100 },
      { kind: 'group', group: 'billing' },
    ];
    deepStrictEqual(tailTitles(starts.map((start) => tail({ start }))), [
      'orders · Tail from beginning',
      'orders · Tail from end',
      'orders · Tail from offset 1200',
      'orders · Tail from 3:1200',
      'orders · Tail from 2026-03-01T12:00:00Z',
      'orders · Tail from 9000000000000000 ms',
      'orders · Tail from last 100',
      'orders · Tail from group billing',
    ]);
    deepStrictEqual(tailTitles([tail(), tail({}, 'staging')]), ['orders · Tail on local', 'orders · Tail on staging']);
    deepStrictEqual(tailTitles([tail(), tail({ partitions: [0] }), tail({ partitions: [1, 2] })]), [
      'orders · Tail, all partitions',
      'orders · Tail, partition 0',
      'orders · Tail, partitions 1, 2',
    ]);
    deepStrictEqual(tailTitles([tail(), tail({ isolation: 'read_committed' })]), [
      'orders · Tail',
      'orders · Tail, committed only',
    ]);
    deepStrictEqual(tailTitles([tail({ moreTopics: ['a'] }), tail({ moreTopics: ['b'] })]), [
      'orders +1 · Tail, with a',
      'orders +1 · Tail, with b',
    ]);
  });

  it('number what differs in nothing', () => {
    deepStrictEqual(tailTitles([tail(), tail(), tail({ start: { kind: 'last', count: 5 } }), tail()]), [
      'orders · Tail from end',
      'orders · Tail from end (2)',
      'orders · Tail from last 5',
      'orders · Tail from end (3)',
    ]);
  });
});

describe('TailTitles', () => {
  it('tell tails apart while several are open, and follow what they read', () => {
    const titles = new TailTitles();
    const written: string[] = [];
    const open = (name: string) => titles.add(tail(), (title) => written.push(`${name}: ${title}`));
    const told = () => written.splice(0);
    const first = open('a');
    deepStrictEqual(told(), ['a: orders · Tail']);
    const second = open('b');
    deepStrictEqual(told(), ['b: orders · Tail (2)']);
    second.set(tail({ start: { kind: 'beginning' } }));
    deepStrictEqual(told(), ['a: orders · Tail from end', 'b: orders · Tail from beginning']);
    first.dispose();
    deepStrictEqual(told(), ['b: orders · Tail']);
    first.dispose();
    second.set(tail({ start: { kind: 'last', count: 5 } }));
    deepStrictEqual(told(), []);
  });
});
