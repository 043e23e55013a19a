import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { BuildFileFinder, type FolderReader } from '../config/buildFiles/BuildFileFinder';
import { NeighbourFinder } from '../config/neighbours/NeighbourFinder';
import type { Neighbour } from '../config/neighbours/neighbour';
import { type ClientVersions, clientVersions } from '../guarantees/clientVersions';

/** Lock files of large projects stay below. */
const maxBytes = 4 * 1024 * 1024;

const disk: FolderReader = {
  list: (folder) => readdir(folder).catch(() => []),
  read: async (path) => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() || found.size > maxBytes) return undefined;
    return readFile(path, 'utf8').catch(() => undefined);
  },
};

/** What the files around one say about it. */
export class ProjectFiles {
  private readonly finder = new BuildFileFinder(disk);
  private readonly neighbours = new NeighbourFinder(disk);
  private readonly named: readonly string[];
  private readonly roots = new Map<string, Promise<string>>();

  constructor(paths: readonly string[], cwd: string) {
    this.named = paths.map((path) => resolve(cwd, path));
  }

  /**
   * Versions of Kafka clients by build files: from the file's folder up to the root of its repository; outside of one, up to
   * the named folder (or that of the named file), since what lies above may be anybody's.
   */
  async versionsOf(path: string): Promise<ClientVersions> {
    const root = await this.rootOf(this.folderOf(path));
    return clientVersions(await this.finder.requestsFor(slashes(path), slashes(root)));
  }

  /** The files that a framework reads together with one, none of them outside of the named folders. */
  neighboursOf(path: string, text: string): Promise<readonly Neighbour[]> {
    return this.neighbours.of(slashes(path), text, slashes(this.folderOf(path)));
  }

  /** A file has another text now. */
  changed(path: string): void {
    this.neighbours.changed(slashes(path));
  }

  /** The named folder around a file, or that of the named file. */
  private folderOf(path: string): string {
    const named = this.named.find((one) => path === one || path.startsWith(one.endsWith(sep) ? one : one + sep));
    return named === undefined || named === path ? dirname(path) : named;
  }

  private rootOf(folder: string): Promise<string> {
    const known = this.roots.get(folder);
    if (known) return known;
    const found = repositoryOf(folder).then((root) => root ?? folder);
    this.roots.set(folder, found);
    return found;
  }
}

async function repositoryOf(start: string): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    if (await stat(resolve(folder, '.git')).catch(() => undefined)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const slashes = (path: string): string => path.split(sep).join('/');
