import type { VerdictClass } from './analysis';

export interface GuaranteeName {
  /** As the card, the lens, the tree and the command line say it. */
  readonly title: string;
  /** Where there is room for two or three words, as in the status bar: a part of the title. */
  readonly short: string;
}

const name = (title: string, short = title): GuaranteeName => ({ title, short });

/** What each promise is called, everywhere: with two names for one thing nobody could tell that it is one. */
export const guaranteeNames: Readonly<Record<VerdictClass, GuaranteeName>> = {
  invalid: name('Cannot send'),
  atMostOnce: name('At most once'),
  noGuarantee: name('Usually at least once, not guaranteed', 'Not guaranteed'),
  atLeastOnce: name('At least once'),
  idempotent: name('Idempotent'),
  transactional: name('Transactional'),
  notJudged: name('Not judged'),
};

/** Within a sentence. */
export const inSentence = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
