import type { FolderReader } from '../buildFiles/BuildFileFinder';
import type { Neighbour } from './neighbour';
import { mayHaveNeighbours, neighbourNames } from './neighbourNames';

const none: readonly Neighbour[] = [];

interface Answer {
  /** The names that were asked for, present or not, and what came of them. */
  readonly key: string;
  readonly neighbours: readonly Neighbour[];
}

/** The files that a framework reads together with one. Asks for nothing where a file's name and text have none. */
export class NeighbourFinder {
  private readonly reader: FolderReader;
  private readonly folders = new Map<string, Promise<readonly string[]>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private readonly answers = new Map<string, Answer>();
  /** By file: the neighbours that it would have, present or not. Known before they are read: one may change meanwhile. */
  private readonly wanted = new Map<string, readonly string[]>();

  constructor(reader: FolderReader) {
    this.reader = reader;
  }

  /**
   * The same array for as long as the neighbours stay the same. `path` and `root` with forward slashes; nothing outside
   * of `root` is read.
   */
  async of(path: string, text: string, root: string): Promise<readonly Neighbour[]> {
    if (!mayHaveNeighbours(path, text)) {
      this.answers.delete(path);
      this.wanted.delete(path);
      return none;
    }
    const folder = parentOf(path);
    if (!this.wanted.has(path)) this.wanted.set(path, []);
    const files = neighbourNames(path, text, await this.list(folder)).flatMap((name) => {
      const file = normal(`${folder}/${name}`);
      return file?.startsWith(`${root === '/' ? '' : root}/`) ? [{ name, file }] : [];
    });
    this.wanted.set(
      path,
      files.map(({ file }) => file),
    );
    const found: { name: string; text: string | undefined }[] = [];
    for (const { name, file } of files) found.push({ name, text: await this.read(file) });
    const key = JSON.stringify(found);
    const known = this.answers.get(path);
    if (known?.key === key) return known.neighbours;
    const neighbours = found.flatMap((one) => (one.text === undefined ? [] : [{ name: one.name, text: one.text }]));
    const answer = { key, neighbours: neighbours.length > 0 ? neighbours : none };
    this.answers.set(path, answer);
    return answer.neighbours;
  }

  /** What `of` answered last. */
  known(path: string): readonly Neighbour[] {
    return this.answers.get(path)?.neighbours ?? none;
  }

  /** A file has come, gone or changed. Answers the files that are read together with it, as far as they were asked for. */
  changed(path: string): readonly string[] {
    const folder = parentOf(path);
    const name = path.slice(folder.length + 1);
    this.texts.delete(path);
    this.folders.delete(folder);
    return [...this.wanted].flatMap(([asker, files]) => {
      if (asker === path) return [];
      // One that has just come was not found before: whoever would ask for it in the same folder may want it now.
      const isNew = parentOf(asker) === folder && mayBeNeighbour(asker, name);
      return files.includes(path) || isNew ? [asker] : [];
    });
  }

  private list(folder: string): Promise<readonly string[]> {
    return remembered(this.folders, folder, () => this.reader.list(folder));
  }

  private read(file: string): Promise<string | undefined> {
    return remembered(this.texts, file, () => this.reader.read(file));
  }
}

const mayBeNeighbour = (asker: string, name: string): boolean =>
  neighbourNames(asker, 'connector.class', [name, 'Chart.yaml']).includes(name);

function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key);
  if (found) return found;
  const made = make();
  known.set(key, made);
  return made;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Without `..`; undefined for what leads out of the root of all. */
function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/').slice(1)) {
    if (part === '.' || part === '') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  // The name of a drive has no slash in front.
  const head = path.startsWith('/') ? '' : path.slice(0, path.indexOf('/'));
  return `${head}/${parts.join('/')}`;
}
