import { deepStrictEqual } from 'node:assert/strict';
import { resolve } from 'node:path';
import { runLint } from '../../../src/commandLine/lintCommand';
import { processorClock } from '../../../src/host/processorClock';
import { loadGrammar } from '../../lintCases/loadGrammar';

/** What demo/README.md promises: a mistake in every format. */
const expected: readonly string[] = [
  'Dockerfile:6 acks-zero',
  'Makefile:5 acks-zero',
  'README.md:48 acks-zero',
  'config/analytics.properties:7 acks-leader-only',
  'config/analytics.properties:8 retries-zero',
  'config/consumer.properties:7 consumer-auto-commit',
  'config/consumer.properties:9 auto-offset-reset-latest',
  'config/payments.properties:8 idempotence-disabled',
  'config/producer.properties:6 acks-zero',
  'connect/orders-sink.json:7 connect-errors-tolerance-drop',
  'connect/worker.properties:12 acks-leader-only',
  'deploy/compose.yaml:6 min-isr-one',
  'deploy/compose.yaml:8 unclean-leader-election',
  'deploy/compose.yaml:13 acks-zero',
  'deploy/orders-topic.yaml:12 min-isr-equals-replication',
  'deploy/reports.env:3 acks-zero',
  'dotnet/Stock.cs:11 acks-leader-only',
  'go/shipping.go:8 acks-zero',
  'java/RefundService.java:20 acks-leader-only',
  'java/RefundService.java:33 auto-offset-reset-latest',
  'kotlin/LoyaltyPoints.kt:14 idempotence-disabled',
  'native/alarms.cpp:9 auto-offset-reset-latest',
  'native/alarms.cpp:10 consumer-auto-commit',
  'native/meter.c:6 acks-zero',
  'php/vouchers.php:5 acks-leader-only',
  'php/vouchers.php:6 retries-zero',
  'pipelines/application.conf:5 acks-leader-only',
  'pipelines/application.conf:6 retries-zero',
  'pipelines/logstash.conf:8 acks-zero',
  'pipelines/vector.toml:13 acks-zero',
  'python/visits.py:12 consumer-auto-commit',
  'python/visits.py:13 auto-offset-reset-latest',
  'ruby/newsletter.rb:5 acks-zero',
  'rust/prices.rs:7 acks-zero',
  'scala/Ratings.scala:9 acks-leader-only',
  'scripts/messages.sh:18 acks-zero',
  'scripts/messages.sh:21 acks-leader-only',
  'scripts/messages.sh:29 consumer-auto-commit',
  'scripts/messages.sh:29 auto-offset-reset-latest',
  'scripts/run.sh:9 removed-option',
  'scripts/run.sh:11 acks-zero',
  'services/clickService.ts:9 acks-zero',
  'services/orderService.ts:15 acks-leader-only',
  'services/searchLog.js:4 retries-zero',
  'services/searchLog.js:7 acks-leader-only',
  'spring/src/main/resources/application-prod.yml:5 retries-zero',
  'spring/src/main/resources/application.yml:9 idempotence-disabled',
  'spring/src/main/resources/application.yml:12 consumer-auto-commit',
];

const refuse = (): Promise<never> => Promise.reject(new Error('A lint of files asks nobody.'));

describe('the demo workspace', () => {
  it('shows a mistake in every file', async function () {
    this.timeout(30_000);
    let printed = '';
    await runLint(['--format', 'json', '--max-severity', 'error', 'demo'], {
      stdout: (text) => {
        printed += text;
      },
      stderr: () => undefined,
      cwd: resolve(__dirname, '../../..'),
      loadGrammar,
      now: processorClock(),
      cluster: {
        readFile: refuse,
        readBytes: refuse,
        env: () => undefined,
        openAdmin: refuse,
      },
    });
    const found = JSON.parse(printed) as readonly { file: string; line: number; rule: string; severity: string }[];
    deepStrictEqual(
      found
        .filter(({ severity }) => severity !== 'hint')
        .map(({ file, line, rule }) => `${file.slice('demo/'.length)}:${line} ${rule}`),
      expected,
    );
  });
});
