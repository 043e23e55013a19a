import type { FoundUnit } from './foundUnits';
import { type Risk, risks } from './risks';

/** Units kept for the tree. More than a person looks through; the view says when there are more. */
export const unitLimit = 5_000;

/** What is known of the workspace, by file. */
export class ProducerIndex {
  private readonly files = new Map<string, readonly FoundUnit[]>();
  private count = 0;
  /** Units that found no room. */
  private readonly left = new Map<string, number>();

  get size(): number {
    return this.count;
  }

  get leftOut(): number {
    return [...this.left.values()].reduce((sum, each) => sum + each, 0);
  }

  /** True when the tree has to change. */
  set(uri: string, units: readonly FoundUnit[]): boolean {
    const before = this.files.get(uri) ?? [];
    const room = unitLimit - this.count + before.length;
    const kept = units.slice(0, room);
    if (units.length > kept.length) this.left.set(uri, units.length - kept.length);
    else this.left.delete(uri);
    if (JSON.stringify(before) === JSON.stringify(kept)) return false;
    this.count += kept.length - before.length;
    if (kept.length > 0) this.files.set(uri, kept);
    else this.files.delete(uri);
    return true;
  }

  /** A file or a folder with all that is in it. */
  remove(uri: string): boolean {
    const gone = [...this.files.keys()].filter((file) => file === uri || file.startsWith(`${uri}/`));
    for (const file of gone) this.set(file, []);
    return gone.length > 0;
  }

  /** Drops the files that a whole scan has not met. */
  keepOnly(uris: ReadonlySet<string>): boolean {
    const gone = [...this.files.keys()].filter((file) => !uris.has(file));
    for (const file of gone) this.set(file, []);
    return gone.length > 0;
  }

  *units(): Iterable<FoundUnit> {
    for (const units of this.files.values()) yield* units;
  }

  /** Groups that have units, worst first; each in the order of files and lines. */
  groups(): readonly { readonly risk: Risk; readonly units: readonly FoundUnit[] }[] {
    const byRisk = new Map<Risk, FoundUnit[]>();
    for (const unit of [...this.files.values()].flat()) {
      const group = byRisk.get(unit.risk);
      if (group) group.push(unit);
      else byRisk.set(unit.risk, [unit]);
    }
    return risks.flatMap((risk) => {
      const units = byRisk.get(risk);
      return units ? [{ risk, units: units.sort(byPlace) }] : [];
    });
  }
}

const byPlace = (a: FoundUnit, b: FoundUnit): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.unit < b.unit ? -1 : 1);
