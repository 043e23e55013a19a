// npm run fuzz [INPUTS] [SEED] [ENDING]: test/lintCases/fuzzLint.ts in the form in which AckLens ships, since it is timed.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { built } from './built.mjs';

// In this process, which a signal then reaches.
createRequire(import.meta.url)(resolve(built('test/lintCases/fuzzLint.ts')));
