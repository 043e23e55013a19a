import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { applyEdits, type TextEdit } from '../../../src/config/textEdit';
import type { Analyser } from '../../../src/guarantees/analyse';
import { newestJava } from '../../../src/guarantees/clients';
import { connect } from '../../../src/protocol/rpc';
import type { SettingsHost, SettingsState, SettingsView } from '../../../src/protocol/settings';
import { SettingsBridge } from '../../../src/settingsPanel/settingsBridge';
import { cardLimit, type SettingsFile } from '../../../src/settingsPanel/settingsFile';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { jsonWire } from '../protocol/wire';

const ref = { uri: 'file:///w/app-producer.properties', version: 7 };
const text = 'bootstrap.servers=b:9092\nacks=0\n# end\n';

describe('SettingsBridge', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  function open(parts: Partial<SettingsFile> = {}, sentence?: string) {
    const analyse = (now: string) => {
      const analysis = analyser.analyse({ path: 'app-producer.properties', text: now });
      analyser.release(analysis);
      return analysis;
    };
    const file: SettingsFile = {
      ref,
      name: 'app-producer.properties',
      text,
      analysis: analyse(parts.text ?? text),
      clusterFindings: [],
      cursor: 0,
      readOnly: undefined,
      javaVersion: newestJava,
      analyse,
      ...parts,
    };
    const written: (readonly TextEdit[])[] = [];
    const pokes: SettingsState[] = [];
    const tails: string[] = [];
    const bridge = new SettingsBridge({
      current: async () => sentence ?? file,
      write: async (_ref, edits) => {
        written.push(edits);
        return true;
      },
      explain: () => undefined,
      select: () => undefined,
      tail: (topics, servers) => void tails.push(`${topics.join(' ')} of ${servers}`),
    });
    const [near, far] = jsonWire();
    bridge.attach(near);
    const { remote } = connect<SettingsView, SettingsHost>(far, { poke: (state) => void pokes.push(state) });
    const result = (): string => applyEdits(file.text, written[0] ?? []);
    return { bridge, host: remote, written, pokes, tails, result, unit: file.analysis.units[0]?.unit.id ?? '' };
  }

  it('shows a card with what counts and where it comes from', async () => {
    const state = await open().host.state();
    if (state.kind !== 'file') throw new Error(state.sentence);
    const [card] = state.cards;
    strictEqual(
      `${card?.label}, ${card?.client}, line ${card?.line}, ${card?.ladder?.title}`,
      'producer settings, Java client 4.2, line 1, At most once',
    );
    deepStrictEqual(
      card?.settings.map(
        ({ key, value, origin, usual }) =>
          `${key}: ${value ?? '-'} ${origin.kind}, ${usual?.value} by ${usual?.source}`,
      ),
      [
        'acks: 0 written, all by Default of Java client 4.2',
        'enable.idempotence: - default, false by On by default in Java client 4.2, but other settings here switch it off',
        'retries: - default, 2147483647 by Default of Java client 4.2',
        'max.in.flight.requests.per.connection: - default, 5 by Default of Java client 4.2',
        'delivery.timeout.ms: - default, 120000 by Default of Java client 4.2',
        'transactional.id: - default, none by No transactions',
      ],
    );
    deepStrictEqual(
      card?.findings.map(({ rule, fixes }) => [rule, fixes]),
      [['acks-zero', ['Set acks=all', 'Remove acks']]],
    );
    strictEqual(state.at, card?.id);
  });

  it('previews what the lint says after the edit, and writes nothing', async () => {
    const { host, unit, written } = open();
    const preview = await host.preview({ text: ref, unit, changes: [{ key: 'acks', value: '1' }] });
    if (preview.kind !== 'preview') throw new Error(preview.kind);
    deepStrictEqual(
      [preview.verdict, preview.lost.map(({ rule }) => rule), preview.gained.map(({ rule }) => rule), preview.diff],
      [
        'noGuarantee',
        ['acks-zero'],
        ['acks-leader-only'],
        [
          { kind: 'removed', line: 2, text: 'acks=0' },
          { kind: 'added', line: 2, text: 'acks=1' },
        ],
      ],
    );
    const after = analyser.analyse({ path: 'app-producer.properties', text: text.replace('acks=0', 'acks=1') });
    strictEqual(after.units[0]?.verdict?.class, preview.verdict);
    deepStrictEqual(
      after.findings.map(({ message }) => message),
      preview.gained.map(({ message }) => message),
    );
    strictEqual(written.length, 0);
  });

  it('writes once, and only to the text that was looked at', async () => {
    const { host, unit, written, result } = open();
    const changes = [
      { key: 'acks', value: 'all' },
      { key: 'transactional.id', value: 'pay-1' },
    ];
    deepStrictEqual(await host.apply({ text: { ...ref, version: 6 }, unit, changes }), { kind: 'stale' });
    deepStrictEqual(await host.preview({ text: { ...ref, uri: 'file:///w/b' }, unit, changes }), { kind: 'stale' });
    strictEqual(written.length, 0);
    deepStrictEqual(await host.apply({ text: ref, unit, changes }), { kind: 'done' });
    strictEqual(written.length, 1);
    strictEqual(result(), 'bootstrap.servers=b:9092\nacks=all\ntransactional.id=pay-1\n# end\n');
  });

  it('refuses values that are none, before anything is planned', async () => {
    const { host, unit, written } = open();
    const tryOut = async (key: string, value: string): Promise<string> => {
      const answer = await host.apply({ text: ref, unit, changes: [{ key, value }] });
      return answer.kind === 'refused' ? answer.reason : answer.kind;
    };
    strictEqual(await tryOut('acks', '2'), 'acks has no value 2.');
    strictEqual(await tryOut('retries', '-1'), 'Retries is a whole number from 0 to 2147483647.');
    strictEqual(await tryOut('retries', '5\nacks=0'), 'Retries is a whole number from 0 to 2147483647.');
    strictEqual(
      await tryOut('transactional.id', 'a\nacks=0'),
      'Transactional id may have letters, digits, dots, hyphens and underscores here. Anything else is for the file itself.',
    );
    strictEqual(await tryOut('client.id', 'x'), 'client.id cannot be changed here.');
    strictEqual(written.length, 0);
  });

  it('changes nothing in a file that is read-only', async () => {
    const { host, unit, written } = open({ readOnly: 'It is write-protected.' });
    const refused = { kind: 'refused', reason: 'It is write-protected.' };
    deepStrictEqual(await host.apply({ text: ref, unit, changes: [{ key: 'acks', value: 'all' }] }), refused);
    deepStrictEqual(await host.fix(ref, 0, 0), refused);
    strictEqual(written.length, 0);
  });

  it('fixes a finding with its own edits', async () => {
    const { host, result } = open();
    deepStrictEqual(await host.fix(ref, 0, 0), { kind: 'done' });
    strictEqual(result(), text.replace('acks=0', 'acks=all'));
    deepStrictEqual(await open().host.fix(ref, 9, 0), { kind: 'stale' });
  });

  it('shows producers first, bounds the cards, and always the one at the cursor', async () => {
    const lines = Array.from({ length: 90 }, (_, n) => `c${n}.consumer.group.id=g\np${n}.producer.acks=0\n`);
    const many = lines.join('');
    const state = await open({ text: many, cursor: many.indexOf('p80.') }).host.state();
    if (state.kind !== 'file') throw new Error(state.sentence);
    strictEqual(state.cards.length, cardLimit);
    strictEqual(state.cards.length + state.more, 180);
    strictEqual(state.cards[0]?.role, 'producer');
    strictEqual(state.cards.find(({ id }) => id === state.at)?.label, 'p80.producer.* settings');
  });

  it('says why there is nothing', async () => {
    deepStrictEqual(await open({}, 'Open a file.').host.state(), { kind: 'empty', sentence: 'Open a file.' });
    const none = await open({ text: 'colour=blue\n' }).host.state();
    deepStrictEqual(none, {
      kind: 'empty',
      sentence: 'app-producer.properties has no settings of a Kafka client that AckLens knows.',
    });
  });

  it('answers many pokes with one state or two, and none to a page that is gone', async () => {
    const { bridge, pokes } = open();
    for (let n = 0; n < 20; n += 1) bridge.poke();
    await new Promise((resolve) => setTimeout(resolve, 20));
    strictEqual(pokes.length, 2);
    bridge.detach();
    bridge.poke();
    await new Promise((resolve) => setTimeout(resolve, 20));
    strictEqual(pokes.length, 2);
  });

  it('goes on telling a page that could not hear yet when it was first told', async () => {
    const { bridge } = open();
    const [near, far] = jsonWire();
    bridge.attach(near);
    bridge.poke();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const pokes: SettingsState[] = [];
    const { remote } = connect<SettingsView, SettingsHost>(far, { poke: (state) => void pokes.push(state) });
    await remote.state();
    bridge.poke();
    await new Promise((resolve) => setTimeout(resolve, 20));
    deepStrictEqual(
      pokes.map(({ kind }) => kind),
      ['file'],
    );
  });
});
