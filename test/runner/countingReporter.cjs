const { appendFileSync } = require('node:fs');
const { relative, resolve } = require('node:path');
const { reporters, Runner } = require('mocha');

const root = resolve(__dirname, '../..');

/**
 * The spec reporter, which also appends one JSON line to the file that ACKLENS_COUNTS names:
 * `{passed, failed, skipped, files, failures, again}`, files being those that a test was run or skipped in, failures one
 * line for each test that failed, again one for each that failed and was given a second try. A file and not the output,
 * because tests print what they like.
 */
class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = new Set();
    runner.on(Runner.constants.EVENT_TEST_END, (test) => {
      if (test.file) files.add(relative(root, test.file).replaceAll('\\', '/'));
    });
    const failed = [];
    const again = [];
    const said = (test, error) => `${test.fullTitle()}: ${inALine(error)}`;
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => failed.push(said(test, error)));
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => again.push(said(test, error)));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const target = process.env.ACKLENS_COUNTS;
      if (!target) return;
      const { passes, failures, pending } = this.stats;
      const counts = { passed: passes, failed: failures, skipped: pending, files: [...files], failures: failed, again };
      appendFileSync(target, `${JSON.stringify(counts)}\n`);
    });
  }
}

/** The beginning of what an error says. */
const inALine = (error) =>
  String(error?.message ?? error)
    .replace(/\s+/g, ' ')
    .slice(0, 400);

module.exports = CountingReporter;
