import assert from 'node:assert/strict';
import { ConnectionFormBridge } from '../../../src/explorer/connect/ConnectionFormBridge';
import { draftOf } from '../../../src/explorer/connect/connectionDraft';
import { newestJava } from '../../../src/guarantees/clients';
import { LabBridge } from '../../../src/lab/labBridge';
import { RunRecords } from '../../../src/lab/runRecords';
import { firstForm } from '../../../src/produce/firstForm';
import { ProduceBridge } from '../../../src/produce/produceBridge';
import { SchemaEncoders } from '../../../src/produce/SchemaEncoders';
import { connect } from '../../../src/protocol/rpc';
import type { TailHost, TailOptions, TailView } from '../../../src/protocol/tail';
import { openCodec } from '../../../src/schemas/openCodec';
import { SettingsBridge } from '../../../src/settingsPanel/settingsBridge';
import { createTailSession } from '../../../src/tail/createTailSession';
import { TailBridge } from '../../../src/tailPanel/tailBridge';
import { serveTail } from '../../../src/tailWorker/serveTail';
import { testAnalyser } from '../../lintCases/loadGrammar';
import { PlayedWorld } from '../experiment/playedWorld';
import { noSchemas, ScriptedReader, settled } from '../tailWorker/fakes';
import { provokeWire, type WireSubject } from './hostileWire';
import { clonedWire } from './wire';

const seed = Number(process.env.ACKLENS_SEED ?? 20261128);
const hasMember =
  (name: string) =>
  (value: unknown): boolean =>
    typeof value === 'object' && value !== null && name in value;

/** Time comes to nobody here. */
const never = () => ({ dispose: () => undefined });

describe(`a page that went wild (seed ${seed})`, function () {
  this.timeout(60_000);

  it('reaches nothing through the tail, and the worker reads on', async () => {
    const tail = openTail();
    await provokeWire(tail.subject, seed);
    tail.bridge.dispose();
  });

  it('cannot make the worker look for ever', async () => {
    const { bridge } = openTail();
    const [page, host] = clonedWire();
    bridge.attach(host);
    const { remote } = connect<TailView, TailHost>(page, { poke: () => undefined });
    const refused = /was called with arguments that it does not take/;
    for (const direction of [0, 2, Number.NaN, 1e300] as unknown as readonly 1[]) {
      await assert.rejects(remote.nextOfKey(1, direction), refused);
      await assert.rejects(remote.nextAnomaly(1, direction), refused);
      await assert.rejects(remote.nextMatch(1, direction), refused);
    }
    const { rows } = await remote.rows({ from: -Number.MAX_SAFE_INTEGER, count: Number.MAX_SAFE_INTEGER });
    assert.deepEqual(rows.length, 0);
    assert.equal((await remote.lanes(0, Number.MAX_SAFE_INTEGER)).lanes.length, 1);
    assert.deepEqual(await remote.nextOfKey(0, 1), { row: 1, unknown: 0 });
    bridge.dispose();
  });

  it('writes nothing through the cards of the settings', async () => {
    const text = 'bootstrap.servers=b:9092\nacks=0\n';
    const ref = { uri: 'file:///w/app-producer.properties', version: 7 };
    const analyser = await testAnalyser();
    const analyse = (now: string) => {
      const analysis = analyser.analyse({ path: 'app-producer.properties', text: now });
      analyser.release(analysis);
      return analysis;
    };
    const effects: unknown[] = [];
    const analysis = analyse(text);
    const bridge = new SettingsBridge({
      current: async () => ({
        ...{ ref, name: 'app-producer.properties', text, analysis, clusterFindings: [], cursor: 0 },
        ...{ readOnly: undefined, javaVersion: newestJava, analyse },
      }),
      write: async (...written) => effects.push(written) > 0,
      explain: (...told) => void effects.push(told),
      select: (...told) => void effects.push(told),
      tail: (...told) => void effects.push(told),
    });
    const unit = analysis.units[0]?.unit.id;
    const request = { text: ref, unit, changes: [{ key: 'acks', value: 'all' }] };
    await provokeWire(
      {
        attach: (port) => bridge.attach(port),
        effects: () => effects,
        probe: { name: 'state', args: [], answers: hasMember('cards') },
        calls: [
          { name: 'state', args: [] },
          { name: 'preview', args: [request] },
          { name: 'apply', args: [request] },
          { name: 'propose', args: [ref, unit, 'payments'] },
          { name: 'fix', args: [ref, 0, 0] },
          { name: 'explain', args: [ref, 0] },
          { name: 'tail', args: [ref, unit] },
          { name: 'show', args: [ref, unit] },
        ],
      },
      seed,
    );
    bridge.dispose();
    analyser.dispose();
  });

  it('sends nothing through the form to produce', async () => {
    const effects: unknown[] = [];
    const bridge = new ProduceBridge({
      ...{ connection: 'local', topic: 'orders', form: firstForm, codecs: ['none'] },
      facts: async () => ({ partitions: [], minInSync: 1, isCompacted: false, uncleanElection: false }),
      openProducer: async () => {
        effects.push('producer');
        throw new Error('nobody asked for it');
      },
      refusal: () => undefined,
      showInTail: (...place) => void effects.push(place),
      now: () => 0,
      random: () => 0,
      uuid: () => 'u',
      after: never,
      log: (message) => effects.push(message),
      schemas: new SchemaEncoders({ openRegistry: undefined, openCodec, now: () => 0 }),
    });
    const form = { ...firstForm, headers: [{ name: 'h', content: { kind: 'text', text: 'x' } }] };
    await provokeWire(
      {
        attach: (port) => bridge.attach(port),
        effects: () => effects,
        probe: { name: 'check', args: [form], answers: hasMember('samples') },
        calls: [
          { name: 'state', args: [] },
          { name: 'check', args: [form] },
          { name: 'send', args: [form] },
          { name: 'subjects', args: [] },
          { name: 'versions', args: ['orders-value'] },
          { name: 'cancel', args: [] },
          { name: 'showInTail', args: [0, 12] },
        ],
      },
      seed,
    );
    bridge.dispose();
  });

  it('tests, saves and picks nothing through the connection form', async () => {
    const effects: unknown[] = [];
    const profile = { name: 'orders', bootstrapServers: ['a:9093'] };
    const bridge = new ConnectionFormBridge(
      { title: 'Edit orders', profile, secrets: { password: 'saved' }, notes: [], secretsOnly: false },
      {
        test: async () => void effects.push('test'),
        chooseFile: async () => void effects.push('chooser'),
        readFile: async () => void effects.push('file'),
        save: async (...saved) => void effects.push(saved),
        close: () => void effects.push('close'),
      },
    );
    const draft = { ...draftOf(profile), mechanism: 'PLAIN', username: 'alice' };
    await provokeWire(
      {
        attach: (port) => bridge.attach(port),
        effects: () => effects,
        probe: { name: 'state', args: [], answers: hasMember('draft') },
        calls: [
          { name: 'state', args: [] },
          { name: 'check', args: [draft, { password: 'typed' }] },
          { name: 'pick', args: ['clientKey'] },
          { name: 'importFile', args: [] },
          { name: 'test', args: [draft, { password: 'typed' }] },
          { name: 'cancelTest', args: [] },
          { name: 'save', args: [draft, { password: 'typed' }] },
          { name: 'close', args: [] },
        ],
      },
      seed,
    );
    bridge.dispose();
  });

  it('creates, removes and exports nothing through the experiment', async () => {
    const effects: unknown[] = [];
    const world = new PlayedWorld();
    const bridge = new LabBridge({
      connection: { id: 'local', name: 'Local' },
      openWorld: async () => world,
      records: new RunRecords({ get: () => [], set: async (kept) => void effects.push(kept) }, () => 0),
      refusal: () => undefined,
      openInTail: (topic) => void effects.push(topic),
      showReport: (...report) => void effects.push(report),
      after: never,
      now: () => 0,
      random: () => 0,
      log: (message) => effects.push(message),
    });
    const choice = {
      ...{ settings: ['acks-0'], faults: ['none'], messages: '10', messageBytes: '100', requestTimeoutMs: '1000' },
    };
    await settled();
    await provokeWire(
      {
        attach: (port) => bridge.attach(port),
        effects: () => [...effects, ...world.created],
        probe: { name: 'state', args: [], answers: hasMember('phase') },
        calls: [
          { name: 'state', args: [] },
          { name: 'plan', args: [choice] },
          { name: 'start', args: [choice, 'Local'] },
          ...['retry', 'stop', 'removeTopics', 'removeLeftovers'].map((name) => ({ name, args: [] })),
          { name: 'openInTail', args: ['acklens-experiment'] },
          { name: 'exportAs', args: ['json'] },
        ],
      },
      seed,
    );
    bridge.dispose();
  });
});

const options: TailOptions = {
  ...{ topic: 'orders', start: { kind: 'beginning' }, stopAtEnd: false, isolation: 'read_uncommitted' },
  ...{ identity: { kind: 'auto' }, sequence: { kind: 'auto' }, graceMs: 2000 },
};

/** What has an argument that may be left out, a place of several types, or a reader that mends what it can. */
const loose: readonly string[] = ['rows', 'nextAnomaly', 'setFilter', 'setSearch', 'restart', 'overview'];

/** The bridge with the real server of the worker behind it, and three records of one key. */
function openTail(): { readonly bridge: TailBridge; readonly subject: WireSubject } {
  const effects: unknown[] = [];
  const bridge = new TailBridge(
    {
      profile: { id: 'c1', name: 'local', bootstrapServers: ['localhost:9092'] },
      options,
      maxRows: 1000,
      maxPayloadBytes: 1 << 20,
    },
    {
      startWorker() {
        const [near, far] = clonedWire();
        const server = serveTail(far, {
          createReader: () => new WrittenReader(),
          openSchemas: () => noSchemas,
          createSession: createTailSession,
          now: () => Date.now(),
          rest: () => new Promise((resolve) => setImmediate(resolve)),
          guard: (_milliseconds, run) => ({ value: run() }),
          every: never,
        });
        return { ...near, onCrash: () => undefined, dispose: () => server.dispose() };
      },
      secrets: async () => ({}),
      log: (level, message) => void (level === 'error' && effects.push(message)),
      copy: (text) => void effects.push(text),
      exportRows: async (...asked) => {
        effects.push(asked);
        return undefined;
      },
      pickSchema: async () => void effects.push('chooser'),
      producers: async (...asked) => {
        effects.push(asked);
        return { producers: [], more: 0, note: undefined, canScan: false };
      },
      showProducer: (id) => void effects.push(id),
      restarted: () => undefined,
      produce: (...record) => void effects.push(record),
    },
  );
  const where = { kind: 'contains', field: { of: 'value' }, text: 'x' };
  return {
    bridge,
    subject: {
      attach: (port) => bridge.attach(port),
      effects: () => effects,
      probe: { name: 'rows', args: [{ from: 0, count: 9 }], answers: hasMember('rows') },
      calls: [
        ...['snapshot', 'stop', 'pickSchema'].map((name) => ({ name, args: [] })),
        ...['details', 'explain', 'original', 'lookAgain', 'verify', 'advice', 'produceAgain'].map((name) => ({
          name,
          args: [1],
        })),
        { name: 'rows', args: [{ from: 0, count: 10 }] },
        {
          name: 'rows',
          args: [{ from: 0, count: 10, want: { id: true, headers: true, fields: [['a', 0]] } }],
        },
        ...['findRow', 'nearRow', 'lanes', 'firstInTime'].map((name) => ({ name, args: [0, 1] })),
        ...['nextMatch', 'nextOfKey'].map((name) => ({ name, args: [0, 1] })),
        { name: 'nextAnomaly', args: [0, -1, 'gap'] },
        { name: 'setFilter', args: [{ where: { kind: 'and', of: [where, { kind: 'not', of: where }] }, context: 2 }] },
        { name: 'setSearch', args: [{ kind: 'number', field: 'offset', how: '<', number: 3 }] },
        {
          name: 'setDecoders',
          args: [{ key: { kind: 'hex' }, value: { kind: 'avro', schema: { name: 'a', text: '"int"' } } }],
        },
        { name: 'restart', args: [options] },
        { name: 'pause', args: [true] },
        { name: 'copyRow', args: [1, 'value'] },
        { name: 'exportRows', args: [{ scope: 'view', format: 'csv', redact: ['key'], filter: '' }] },
        { name: 'producers', args: ['orders', true] },
        { name: 'showProducer', args: ['file:///w/a#u'] },
        { name: 'overview', args: [{ from: 0, to: 10 }] },
        { name: 'findings', args: [{ kind: 'gap', from: 0, count: 10, anchor: 1 }] },
      ].map(({ name, args }) => ({ name, args, ...(loose.includes(name) ? { isLoose: true as const } : {}) })),
    },
  };
}

/** Three records of one key as soon as it reads. */
class WrittenReader extends ScriptedReader {
  override async read(...asked: Parameters<ScriptedReader['read']>): ReturnType<ScriptedReader['read']> {
    const reading = await super.read(...asked);
    const bytes = new TextEncoder().encode('kv');
    for (const offset of [0, 1, 2])
      this.send({ bytes, offset, keyStart: 0, keyEnd: 1, valueStart: 1, valueEnd: 2 }, { recordCount: 1 });
    this.tellPosition(3, 3);
    return reading;
  }
}
