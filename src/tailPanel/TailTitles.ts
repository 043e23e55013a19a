import { type Disposable, toDisposable } from '../base/disposable';
import { type TitleFacts, tailTitles } from './tailTitle';

interface Titled {
  facts: TitleFacts;
  /** As last written. */
  title: string;
  write(title: string): void;
}

export interface TitledTail extends Disposable {
  /** It reads something else now. */
  set(facts: TitleFacts): void;
}

/** The titles of all open tails, which tell those of one topic apart while there are several. */
export class TailTitles {
  private readonly all = new Set<Titled>();

  add(facts: TitleFacts, write: (title: string) => void): TitledTail {
    const tail: Titled = { facts, title: '', write };
    this.all.add(tail);
    this.refresh();
    return {
      set: (facts) => {
        tail.facts = facts;
        this.refresh();
      },
      ...toDisposable(() => {
        this.all.delete(tail);
        this.refresh();
      }),
    };
  }

  private refresh(): void {
    const open = [...this.all];
    for (const [i, title] of tailTitles(open.map(({ facts }) => facts)).entries()) {
      const tail = open[i];
      if (!tail || tail.title === title) continue;
      tail.title = title;
      tail.write(title);
    }
  }
}
