// What `npm test` runs, in this order. `check` steps count as one check each; the others count their own tests through
// countingReporter.cjs, and every *.test.ts in `folder`, where there is one, must have run.

const mocha = (folder, options = '') =>
  `node node_modules/mocha/bin/mocha.js --reporter test/runner/countingReporter.cjs ${options} "test/${folder}/**/*.test.ts"`;

/** @typedef {{name: string, command: string, minutes: number, check?: true, folder?: string, onRequest?: true}} Suite */

/** @type {readonly Suite[]} */
export const suites = [
  { name: 'types', command: 'npm run --silent check:types', minutes: 5, check: true },
  { name: 'lint', command: 'npm run --silent check:lint', minutes: 2, check: true },
  { name: 'walls', command: 'npm run --silent check:walls', minutes: 3, check: true },
  { name: 'package', command: 'npm run --silent package -- --out test/out/acklens.vsix', minutes: 3, check: true },
  { name: 'unit', command: mocha('unit', '--parallel --jobs 2'), minutes: 5, folder: 'test/unit' },
  { name: 'golden', command: mocha('golden'), minutes: 3, folder: 'test/golden' },
  { name: 'broker', command: 'node test/runner/brokerSuites.mjs', minutes: 20, folder: 'test/broker' },
  { name: 'editor', command: 'node --import tsx test/editor/main.ts', minutes: 20, folder: 'test/editor/suite' },
  // Two browsers on two cores draw late at times; who needs a second try is named in the summary.
  { name: 'view', command: mocha('view', '--parallel --jobs 2 --retries 1'), minutes: 10, folder: 'test/view' },
  {
    name: 'electron',
    // Not every file of test/editor/suite is for the desktop: some need a window of their own.
    command: 'node --import tsx test/editor/runElectron.ts',
    minutes: 20,
    onRequest: true,
  },
  {
    name: 'fuzz',
    command: 'node test/runner/fuzzLint.mjs',
    minutes: 60,
    check: true,
    onRequest: true,
  },
  {
    name: 'fuzzSchemas',
    command: 'node test/runner/fuzzSchemas.mjs',
    minutes: 30,
    check: true,
    onRequest: true,
  },
  { name: 'truth', command: 'node --import tsx test/truth/main.ts', minutes: 60, check: true, onRequest: true },
  { name: 'faults', command: 'node --import tsx test/faults/main.ts', minutes: 25, check: true, onRequest: true },
  { name: 'audit', command: 'npm audit --audit-level=high', minutes: 2, check: true, onRequest: true },
  { name: 'bench', command: 'node test/runner/bench.mjs', minutes: 30, check: true, onRequest: true },
];
