import type { Analysis } from '../guarantees/analysis';
import { lineCounter } from './lineCounter';

/** A consumer that says how long its group is to wait for its next poll. */
export interface FoundInterval {
  readonly milliseconds: number;
  /** `config/consumer.properties:4`. */
  readonly from: string;
}

/** The max.poll.interval.ms of the consumers of the workspace, by file. */
export class PollIntervals {
  private readonly files = new Map<string, FoundInterval>();

  /** `file` as the user knows it. Without an analysis nothing is left to say about it. */
  set(uri: string, file: () => string, text: string, analysis: Analysis | undefined): void {
    const found = analysis?.units.flatMap(({ unit }) => {
      const setting = unit.settings.find(({ key }) => key === 'max.poll.interval.ms');
      const milliseconds = setting?.value.known ? Number(setting.value.text) : Number.NaN;
      return setting && setting.file === undefined && Number.isInteger(milliseconds) && milliseconds > 0
        ? [{ milliseconds, at: setting.keySpan.start }]
        : [];
    });
    const shortest = found?.sort((a, b) => a.milliseconds - b.milliseconds)[0];
    if (shortest)
      this.files.set(uri, {
        milliseconds: shortest.milliseconds,
        from: `${file()}:${lineCounter(text)(shortest.at)}`,
      });
    else this.files.delete(uri);
  }

  /** The shortest of a folder, whose group gives its member up first; of the workspace without a folder. */
  shortest(folder: string | undefined): FoundInterval | undefined {
    const within = [...this.files].filter(([uri]) => folder === undefined || uri.startsWith(`${folder}/`));
    return within.map(([, found]) => found).sort((a, b) => a.milliseconds - b.milliseconds)[0];
  }
}
