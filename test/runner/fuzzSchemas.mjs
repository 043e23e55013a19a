// The long run of test/unit/schemas/fuzz.test.ts: ACKLENS_FUZZ mutations of each kind, by the numbers of ACKLENS_SEED.
import { spawnSync } from 'node:child_process';

const env = { ACKLENS_FUZZ: '3000', ACKLENS_SEED: String(Date.now() % 1_000_000), ...process.env };
console.log(`${env.ACKLENS_FUZZ} mutations of each kind, seed ${env.ACKLENS_SEED}`);
const mocha = ['node_modules/mocha/bin/mocha.js', 'test/unit/schemas/fuzz.test.ts'];
process.exitCode = spawnSync(process.execPath, mocha, { env, stdio: 'inherit' }).status ?? 1;
