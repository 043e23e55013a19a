import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandTitles } from '../../../src/host/commandTable';
import { settingTable } from '../../../src/host/settingTable';
import { lintedLanguages } from '../../../src/lint/lintedDocuments';

const root = join(__dirname, '../../..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly main: string;
  readonly browser?: string;
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { supported: string; restrictedConfigurations: readonly string[] };
  };
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; icon?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: readonly {
      properties: Record<string, { default: unknown; markdownDescription: string }>;
    }[];
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { icon: string }[] };
    readonly viewsWelcome: readonly { contents: string }[];
    readonly walkthroughs: readonly {
      steps: readonly { description: string; media: { svg: string }; completionEvents: readonly string[] }[];
    }[];
  };
}

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const { contributes } = manifest;

  // Sockets, threads and the user's own network are where the extension host for Node is. A window that has none, as
  // vscode.dev, is told so by VS Code itself as long as there is no entry for browsers.
  it('is for the extension host that is near the files, and for none in a browser', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.main, './dist/extension.js');
    assert.equal(manifest.browser, undefined);
  });

  it('is limited in a workspace that is not trusted, by the settings that name servers', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual([supported, restrictedConfigurations], ['limited', ['acklens.connections']]);
  });

  it('has the commands of the table, with their titles', () => {
    const declared = Object.fromEntries(contributes.commands.map((one) => [one.command, one.title]));
    assert.deepEqual(declared, commandTitles);
    assert.deepEqual([...new Set(contributes.commands.map((one) => one.category))], ['AckLens']);
  });

  it('names only commands of the table in menus, welcome texts and the walkthrough', () => {
    const steps = contributes.walkthroughs.flatMap((one) => one.steps);
    const texts = [...contributes.viewsWelcome.map((one) => one.contents), ...steps.map((one) => one.description)];
    const linked = texts.flatMap((text) => [...text.matchAll(/command:([\w.]+)/g)].map((match) => match[1] ?? ''));
    const completed = steps.flatMap((one) => one.completionEvents.map((event) => event.replace('onCommand:', '')));
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map((item) => item.command));
    const builtIn = ['workbench.trust.manage'];
    for (const command of [...linked, ...completed, ...inMenus])
      assert.ok(command in commandTitles || builtIn.includes(command), command);
    assert.ok(linked.length >= 4);
  });

  // VS Code draws code between two backticks there, and a single one as it is.
  it('marks code in the walkthrough as VS Code reads it', () => {
    const texts = contributes.walkthroughs.flatMap((one) => one.steps.map((step) => step.description));
    const marked = texts.flatMap((text) => [...text.matchAll(/``([^`]+)``/g)].map((match) => match[1] ?? ''));
    assert.deepEqual(marked, ['acks=0', 'acks=1', 'acks=all', 'acks=all', 'message{{n}}']);
    for (const text of texts) assert.doesNotMatch(text.replaceAll(/``[^`]+``/g, ''), /`/);
  });

  it('gives each command of a menu that is drawn as an icon an icon', () => {
    const inline = contributes.menus['view/item/context']?.filter((item) => JSON.stringify(item).includes('inline@'));
    assert.ok(inline && inline.length > 0);
    for (const item of inline) {
      assert.ok(contributes.commands.find((one) => one.command === item.command)?.icon, item.command);
    }
  });

  /** The commands that a row of the view Clusters with this context value has. */
  const actionsOn = (value: string): string[] =>
    (contributes.menus['view/item/context'] ?? []).flatMap(({ command, when = '' }) => {
      const wanted = /viewItem(?: =~ \/(?<pattern>.*)\/$| == (?<text>\S+)$|$)/.exec(when)?.groups;
      if (!wanted || !when.startsWith('view == acklens.clusters &&')) return [];
      const { pattern, text } = wanted;
      const isMeant = pattern !== undefined ? new RegExp(pattern).test(value) : text === undefined || text === value;
      return isMeant ? [command.replace('acklens.', '')] : [];
    });

  it('has something to do on every row, and on rows of a read-only connection nothing that changes the cluster', () => {
    const changing = ['createTopic', 'deleteTopic', 'addPartitions', 'editConfig', 'resetConfig', 'deleteRecords'];
    changing.push('resetOffsets', 'deleteOffsets', 'deleteGroup', 'produce');
    const rows: Readonly<Record<string, readonly string[]>> = {
      'cluster.stored': ['refresh', 'copyName', 'editConnection', 'duplicateConnection', 'removeConnection'],
      'cluster.settings': ['refresh', 'copyName', 'editConnection', 'duplicateConnection'],
      'cluster.workspace': ['refresh', 'copyName', 'editConnection', 'duplicateConnection'],
      brokers: ['refresh'],
      broker: ['refresh', 'copyName'],
      'broker.writable': ['editConfig'],
      topics: ['filterTopics', 'refresh', 'clearTopicFilter'],
      'topics.writable': ['createTopic', 'filterTopics', 'refresh'],
      topic: ['tailTopic', 'refresh', 'copyName', 'addFavourite'],
      'topic.favourite': ['tailTopic', 'refresh', 'copyName', 'removeFavourite'],
      'topic.writable': ['tailTopic', 'produce', 'editConfig', 'addPartitions', 'deleteRecords', 'deleteTopic'],
      'topic.favourite.writable': [
        'tailTopic',
        'produce',
        'editConfig',
        'addPartitions',
        'deleteRecords',
        'deleteTopic',
      ],
      partition: ['tailPartition', 'copyName'],
      'partition.writable': ['tailPartition', 'deleteRecords'],
      configs: ['refresh', 'copyName'],
      'configs.writable': ['editConfig'],
      'defaults.writable': ['editConfig'],
      'config.editable': ['copyName', 'copyValue'],
      'config.editable.set.writable': ['copyName', 'copyValue', 'editConfig', 'resetConfig'],
      groups: ['filterGroups', 'refresh', 'clearGroupFilter'],
      group: ['tailFromGroup', 'refresh', 'copyName'],
      'group.writable': ['tailFromGroup', 'resetOffsets', 'deleteGroup'],
      'group.share.writable': ['deleteGroup'],
      groupState: [],
      member: ['copyName'],
      'lag.committed': ['tailFromGroup', 'copyName'],
      'lag.committed.writable': ['tailFromGroup', 'resetOffsets', 'deleteOffsets'],
      'lag.writable': ['resetOffsets'],
      acls: ['refresh'],
      acl: ['copyName'],
      subjects: ['filterSubjects', 'refresh', 'clearSubjectFilter'],
      subject: ['refresh', 'copyName'],
      schema: ['openSchema', 'compareSchemas', 'copySchemaId', 'copyName'],
      compatibility: [],
      problem: ['retry', 'editConnection'],
      note: [],
      'note.topics': ['filterTopics', 'clearTopicFilter'],
      'note.groups': ['filterGroups', 'clearGroupFilter'],
      'note.subjects': ['filterSubjects', 'clearSubjectFilter'],
    };
    for (const [value, wanted] of Object.entries(rows)) {
      const has = actionsOn(value);
      for (const action of [...wanted, 'copyRow']) assert.ok(has.includes(action), `${value}: ${action} of ${has}`);
      if (!value.endsWith('.writable'))
        assert.deepEqual(
          has.filter((action) => changing.includes(action)),
          [],
          value,
        );
    }
    assert.ok(!actionsOn('group.share.writable').some((action) => /Offsets/.test(action)));
  });

  it('has the settings of the table, with their defaults', () => {
    const declared = contributes.configuration.flatMap((section) => Object.entries(section.properties));
    const defaults = Object.fromEntries(declared.map(([name, property]) => [name, property.default]));
    const expected = Object.fromEntries(Object.entries(settingTable).map(([name, one]) => [name, one.fallback]));
    assert.deepEqual(defaults, expected);
    for (const [name, property] of declared)
      assert.ok(property.markdownDescription.endsWith('.') || property.markdownDescription.endsWith('`'), name);
  });

  it('uses context keys that exist', () => {
    const source = readFileSync(join(root, 'src/host/contextKeys.ts'), 'utf8');
    const known = [...source.matchAll(/'(acklens\.\w+)': boolean/g)].map((match) => match[1] ?? '');
    const clauses = Object.values(contributes.menus).flatMap((items) => items.map((item) => item.when ?? ''));
    const used = clauses.flatMap((clause) =>
      [...clause.matchAll(/(?:config\.)?acklens\.[\w.]*\w/g)].map((match) => match[0]),
    );
    const views = Object.values(contributes.views).flatMap((list) => list.map((view) => view.id));
    // The type of the tail's panel, as activeWebviewPanelId gives it.
    const settings = Object.keys(settingTable).map((name) => `config.${name}`);
    for (const key of used) assert.ok([...views, ...known, ...settings, 'acklens.tail'].includes(key), key);
    assert.ok(known.every((key) => used.includes(key)));
  });

  it('wakes up for the languages that are linted, and brings its pictures along', () => {
    for (const language of lintedLanguages) {
      assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
    }
    const media = contributes.walkthroughs.flatMap((one) => one.steps.map((step) => step.media.svg));
    for (const file of [manifest.icon, ...contributes.viewsContainers.activitybar.map((one) => one.icon), ...media]) {
      assert.ok(existsSync(join(root, file)), file);
    }
  });
});
