/** What a numbered message says; what is around the number is for people who find it. */
export interface MessageMaker {
  value(n: number): Uint8Array;
  numberOf(value: Uint8Array): number | undefined;
}

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** Least bytes of a message: number, run and setting have to fit. */
export const leastMessageBytes = 100;

/**
 * Messages of one trial such as `{"n":17,"trial":"…","pad":"…"}`, of `bytes` bytes each. Only those of the same trial are
 * recognised. The padding differs from message to message, so that compression could not make it a trifle.
 */
export function messageMaker(trial: string, bytes: number): MessageMaker {
  return {
    value(n) {
      const bare = JSON.stringify({ n, trial, pad: '' });
      return utf8.encode(JSON.stringify({ n, trial, pad: padding(n, bytes - bare.length) }));
    },
    numberOf(value) {
      const match = /^\{"n":(\d{1,9}),"trial":"([^"]*)"/.exec(text.decode(value.subarray(0, 200)));
      return match?.[2] === trial ? Number(match[1]) : undefined;
    },
  };
}

/** Letters of a multiplicative generator that starts from the number. */
function padding(n: number, length: number): string {
  let state = (n * 2_654_435_761) >>> 0 || 1;
  let letters = '';
  while (letters.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    letters += (state >>> 4).toString(36);
  }
  return letters.slice(0, Math.max(0, length));
}
