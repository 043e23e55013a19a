// The import table of ARCHITECTURE.md as rules. Each message says what to do instead.
const zone = (name) => `^src/${name}/`;
const pureKafka = '^src/kafka/(imports/)?[^/]+\\.ts$';
const features = '^src/(explorer|lint|crossCheck|settingsPanel|tailPanel|produce|lab)/';

/** A zone may import itself and `allowed` (regexes); everything else inside the house is an error. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(src|webview|test)/', pathNot: [from, ...allowed] },
});

const noPackages = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: {
    dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'unknown'],
    pathNot: allowed,
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move what both need into a third file.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports this file: delete it.',
      from: {
        orphan: true,
        path: '^(src|webview)/',
        pathNot: ['\\.d\\.ts$', '^src/(extension|tailWorker|cli)\\.ts$', '^webview/[^/]+/main\\.ts$', '^webview/dev/'],
      },
      to: {},
    },
    only('base', zone('base'), [], 'base knows nobody.'),
    only('config', zone('config'), [zone('base')], 'config turns text into units; opinions belong to guarantees.'),
    only(
      'guarantees',
      zone('guarantees'),
      [zone('base'), zone('config'), pureKafka],
      'Rules see units and what a cluster tells, nothing else.',
    ),
    only(
      'kafka-words',
      pureKafka,
      [zone('base')],
      'The words for a cluster do not depend on a client: put it into src/kafka/kafkajs.',
    ),
    only(
      'kafkajs-adapter',
      zone('kafka/kafkajs'),
      [zone('base'), pureKafka],
      'The adapter speaks our words and nobody else’s.',
    ),
    only(
      'registry-adapter',
      zone('kafka/registry'),
      [zone('base'), pureKafka],
      'The client of a schema registry speaks our words; codecs belong to src/schemas.',
    ),
    only(
      'schemas',
      zone('schemas'),
      [zone('base'), pureKafka],
      'Codecs turn bytes into JSON and back; they fetch nothing and show nothing.',
    ),
    only(
      'tail',
      zone('tail'),
      [zone('base'), pureKafka],
      'The analysis sees the ports of src/kafka, no client and no view.',
    ),
    only(
      'experiment',
      zone('experiment'),
      [zone('base'), zone('config'), zone('guarantees'), pureKafka],
      'The experiment runs on the ports of src/kafka and is judged by src/guarantees.',
    ),
    only(
      'protocol',
      zone('protocol'),
      [zone('base'), zone('tail'), pureKafka, zone('guarantees'), zone('experiment')],
      'Only types cross a wire.',
    ),
    only('host', zone('host'), [zone('base'), zone('protocol')], 'host wraps vscode and knows no feature.'),
    ...['explorer', 'lint', 'crossCheck', 'settingsPanel', 'tailPanel', 'produce', 'lab'].map((name) =>
      only(
        `feature-${name}`,
        zone(name),
        [
          zone('base'),
          zone('host'),
          zone('protocol'),
          zone('config'),
          zone('guarantees'),
          zone('tail'),
          zone('experiment'),
          pureKafka,
        ],
        'Features never import each other or an adapter: they meet in extension.ts and through commands.',
      ),
    ),
    only(
      'tail-worker',
      zone('tailWorker'),
      [zone('base'), zone('protocol'), zone('tail'), pureKafka],
      'The worker gets the adapter and its thread from tailWorker.ts.',
    ),
    noPackages('tail-worker-without-node', zone('tailWorker'), [], 'Threads and sockets come from tailWorker.ts.'),
    only(
      'command-line',
      zone('commandLine'),
      [zone('base'), zone('config'), zone('guarantees'), zone('tail'), zone('experiment'), pureKafka],
      'The command line gets the adapter from cli.ts.',
    ),
    only(
      'webview',
      '^webview/(?!dev/)',
      [zone('base'), zone('protocol')],
      'The browser side sees base and protocol only.',
    ),
    only(
      'webview-dev',
      '^webview/dev/',
      ['^webview/', zone('base'), pureKafka, zone('protocol'), zone('tail'), zone('tailWorker')],
      'The stand-in for the worker may use what the worker is made of.',
    ),
    {
      name: 'kafkajs-only-in-its-folder',
      severity: 'error',
      comment: 'Use the ports of src/kafka/ports.ts.',
      from: { path: '^src/', pathNot: zone('kafka/kafkajs') },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'vscode-only-at-the-edge',
      severity: 'error',
      comment: 'vscode is for host, the features and extension.ts.',
      from: { pathNot: ['^src/host/', features, '^src/extension\\.ts$', '^test/'] },
      to: { path: '^vscode$' },
    },
    noPackages('pure-base', zone('base'), [], 'base has no dependencies.'),
    noPackages(
      'pure-config',
      zone('config'),
      ['node_modules/(dot-properties|web-tree-sitter|yaml|jsonc-parser|toml-eslint-parser)'],
      'Parsers only: no Node, no vscode.',
    ),
    noPackages('pure-guarantees', zone('guarantees'), [], 'Rules are data and functions.'),
    noPackages('pure-kafka', pureKafka, [], 'Words and interfaces only.'),
    noPackages(
      'pure-schemas',
      zone('schemas'),
      ['node_modules/(protobufjs|ajv|ajv-draft-04|ajv-formats)/'],
      'Parsers of schema languages only: no Node, no vscode.',
    ),
    noPackages('pure-tail', zone('tail'), [], 'No I/O and no timers in the analysis.'),
    noPackages('pure-experiment', zone('experiment'), [], 'Ports and time come in through parameters.'),
    noPackages('pure-protocol', zone('protocol'), [], 'Types and forty lines of RPC.'),
    {
      name: 'features-without-node',
      severity: 'error',
      comment: 'Node belongs to host, the adapter and the composition roots.',
      from: { path: features },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      comment: 'Move it into src.',
      from: { path: '^(src|webview)/' },
      to: { path: '^test/' },
    },
    {
      name: 'composition-roots-are-roots',
      severity: 'error',
      comment: 'Nobody imports a composition root.',
      from: {},
      to: { path: '^src/(extension|tailWorker|cli)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
