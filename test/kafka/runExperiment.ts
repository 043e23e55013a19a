// Usage: npx tsx test/kafka/runExperiment.ts 3.9.1|4.2.0 [options of acklens experiment]
// Starts a cluster of three brokers, whose leaders may be killed, and runs `acklens experiment` on it.
import { spawn } from 'node:child_process';
import { serveBrokerControl } from './serveBrokerControl';
import { startKafka } from './startKafka';

async function main([version = '4.2.0', ...args]: readonly string[]): Promise<void> {
  if (version !== '3.9.1' && version !== '4.2.0') throw new Error(`There is no Kafka ${version} here.`);
  const kafka = await startKafka({ version, brokers: 3, name: `experiment-${version}` });
  const control = await serveBrokerControl(kafka);
  const servers = ['--bootstrap-server', kafka.bootstrapServers().join(',')];
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'experiment', ...servers, '--yes', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ACKLENS_BROKER_CONTROL: control.address },
  });
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 2)));
  await control.stop();
  await kafka.stop();
}

// `exit` handlers stop the brokers; a signal without a handler would skip them. The child hears Ctrl-C itself.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
process.once('SIGINT', () => undefined);

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
