import { deepStrictEqual, strictEqual } from 'node:assert';
import { DebugTimeline, spanText } from '../../../src/tailPanel/debugTimeline';
import { defaultPollInterval, pauseWarning } from '../../../src/tailPanel/pauseWarning';

describe('the marks of a debug session', () => {
  it('tell its start, its pauses with their place, and its end', () => {
    const timeline = new DebugTimeline();
    const told = [
      timeline.started('s', 'Consumer', false, 1_000),
      timeline.stopped('s', 'breakpoint', true, 2_000),
      timeline.located('s', 'orders.ts:42'),
      timeline.continued('s', 5_250),
      timeline.continued('s', 5_260),
      timeline.stopped('s', 'exception', false, 6_000),
      timeline.located('s', 'shop.ts:7'),
      timeline.ended('s', 7_000),
      timeline.ended('s', 7_100),
    ];
    deepStrictEqual(
      told.map((mark) => mark && `${mark.at} ${mark.kind}: ${mark.text}`),
      [
        '1000 start: Debugging began: Consumer',
        '2000 pause: Paused',
        '2000 pause: Paused at orders.ts:42',
        '5250 continue: Continued after 3.3 s',
        undefined,
        '6000 pause: Paused (exception)',
        '6000 pause: Paused at shop.ts:7 (exception)',
        '7000 end: Debugging ended: Consumer',
        undefined,
      ],
    );
  });

  it('take steps for a part of the pause, which goes on', () => {
    const timeline = new DebugTimeline();
    timeline.started('s', 'Consumer', false, 0);
    timeline.stopped('s', 'breakpoint', true, 1_000);
    strictEqual(timeline.stopped('s', 'step', true, 9_000), undefined);
    timeline.located('s', 'orders.ts:43');
    deepStrictEqual(timeline.pause, { since: 1_000, reason: 'breakpoint', place: 'orders.ts:43', holdsAll: true });
    strictEqual(timeline.stopped('s', 'breakpoint', true, 20_000)?.at, 20_000);
    strictEqual(timeline.pause?.since, 20_000);
  });

  it('are told once where a debugger runs sessions within a session, and the longest pause counts', () => {
    const timeline = new DebugTimeline();
    strictEqual(timeline.started('parent', 'Launch', false, 0)?.kind, 'start');
    strictEqual(timeline.started('child', 'Launch: main', true, 1), undefined);
    strictEqual(timeline.stopped('other', 'breakpoint', true, 2), undefined);
    strictEqual(timeline.stopped('child', 'breakpoint', true, 5)?.kind, 'pause');
    timeline.stopped('parent', 'pause', true, 3);
    strictEqual(timeline.pause?.since, 3);
    strictEqual(timeline.ended('child', 9), undefined);
    strictEqual(timeline.ended('parent', 9)?.kind, 'end');
    strictEqual(timeline.pause, undefined);
  });

  it('name spans of time as people do', () => {
    deepStrictEqual([12, 3_250, 300_000, 303_900].map(spanText), ['12 ms', '3.3 s', '5 min', '5 min 3 s']);
  });
});

describe('the warning of a long pause', () => {
  const pause = { since: 1_000, reason: 'breakpoint', place: 'orders.ts:42', holdsAll: false };

  it('comes once the pause is longer than the group waits, and says by which setting', () => {
    strictEqual(pauseWarning(pause, defaultPollInterval, 301_000), undefined);
    strictEqual(
      pauseWarning(pause, defaultPollInterval, 301_001),
      'The debugger has paused at orders.ts:42 for more than 5 min (max.poll.interval.ms=300000, the default, as no consumer of the workspace sets it): a rebalance is to be expected, and what was read and not committed is delivered again.',
    );
    strictEqual(
      pauseWarning({ ...pause, place: undefined }, { milliseconds: 10_000, from: 'a/consumer.properties:4' }, 12_000),
      'The debugger has paused for more than 10.0 s (max.poll.interval.ms=10000, from a/consumer.properties:4): a rebalance is to be expected, and what was read and not committed is delivered again.',
    );
  });

  it('says that heartbeats stand still too where every thread does', () => {
    const plain = pauseWarning(pause, defaultPollInterval, 400_000);
    strictEqual(
      pauseWarning({ ...pause, holdsAll: true }, defaultPollInterval, 400_000),
      `${plain} All threads stand still, heartbeats too: the group may have given the consumer up earlier, after session.timeout.ms.`,
    );
  });
});
