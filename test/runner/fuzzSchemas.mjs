// The long run of what is damaged in the unit tests of schemas, of their registry and of the decoders of a tail: ACKLENS_FUZZ
// mutations of each kind, by the numbers of ACKLENS_SEED.
import { spawnSync } from 'node:child_process';

const env = { ACKLENS_FUZZ: '3000', ACKLENS_SEED: String(Date.now() % 1_000_000), ...process.env };
console.log(`${env.ACKLENS_FUZZ} mutations of each kind, seed ${env.ACKLENS_SEED}`);
const files = ['schemas/fuzz', 'kafka/registry/registryFuzz', 'tailWorker/decoderFuzz'];
const mocha = ['node_modules/mocha/bin/mocha.js', ...files.map((file) => `test/unit/${file}.test.ts`)];
process.exitCode = spawnSync(process.execPath, mocha, { env, stdio: 'inherit' }).status ?? 1;
