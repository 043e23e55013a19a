import { runProcess } from '../kafka/runProcess';

/** The program kcat, from `ACKLENS_KCAT` or the PATH; undefined where there is none. */
export async function findKcat(): Promise<string | undefined> {
  const kcat = process.env.ACKLENS_KCAT ?? 'kcat';
  return (await runProcess(kcat, ['-V'])).code === 0 ? kcat : undefined;
}

export const withoutKcat =
  'kcat is neither on the PATH nor in ACKLENS_KCAT: no writer with librdkafka (apt-get install kcat)';
