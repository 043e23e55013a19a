import type { Handlers } from '../protocol/rpc';
import { noRedactionSet, type Redaction } from '../protocol/tailExport';
import type { TailWorker } from '../protocol/tailWorker';
import type { RowFilter } from '../tail/filterExpression';
import { RowsMoved, TailExport } from './export/TailExport';
import type { Slicing } from './inSlices';
import { rowText } from './rowText';
import type { TailRun } from './tailRun';

type OutHandlers = Pick<Handlers<TailWorker>, 'rowText' | 'beginExport' | 'nextChunk' | 'endExport'>;

/** Answers what leaves the tail: texts for the clipboard and pieces of files. One export at a time. */
export class TailOut {
  redaction: Redaction = noRedactionSet;
  readonly handlers: OutHandlers;
  private current: { readonly run: TailRun; readonly it: TailExport } | undefined;

  constructor(running: () => TailRun, filter: () => RowFilter | undefined, slicing: Slicing) {
    this.handlers = {
      rowText: (place, form) => rowText(running(), place, form, this.redaction.rules),
      beginExport: (wish) => {
        const run = running();
        // What the settings hide stays hidden, also where the dialog was opened before it heard of them.
        const redact = [...new Set([...this.redaction.rules, ...wish.redact])];
        this.current = { run, it: new TailExport(run, { ...wish, redact }, filter(), slicing) };
      },
      nextChunk: async () => {
        const { current } = this;
        if (!current) throw new Error('No export is under way.');
        if (current.run !== running()) throw new Error('Reading began anew while rows were exported. Export again.');
        try {
          return await current.it.next();
        } catch (error) {
          if (error instanceof RowsMoved) return 'moved';
          throw error;
        }
      },
      endExport: () => {
        this.current = undefined;
      },
    };
  }
}
