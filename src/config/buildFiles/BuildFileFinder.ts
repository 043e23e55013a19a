import type { BuildFile, ClientRequest } from './buildFile';
import { ecosystemOf } from './ecosystemOf';
import { catalogName, isBuildFile } from './isBuildFile';
import { projectRequests } from './projectRequests';

/** Looks at folders for the finder. Neither rejects: what cannot be read is not there. */
export interface FolderReader {
  /** Names of the files and folders in a folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Undefined for what is too large for a build file, too. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** More build files in one folder are generated. */
const maxFiles = 40;

/** Folders above a file that are looked at. */
const maxDepth = 32;

interface Folder {
  readonly files: readonly BuildFile[];
  /** A repository begins here: what is above is another project. */
  readonly isRepository: boolean;
}

/** The client libraries of the project that a file belongs to. Every folder is read once, until `forget`. */
export class BuildFileFinder {
  private readonly reader: FolderReader;
  private folders = new Map<string, Promise<Folder>>();
  private answers = new Map<string, Promise<readonly ClientRequest[]>>();

  constructor(reader: FolderReader) {
    this.reader = reader;
  }

  /** `path` and `root` with forward slashes; nothing above the folder `root` or the repository's is read. */
  requestsFor(path: string, root: string): Promise<readonly ClientRequest[]> {
    const folder = parentOf(path);
    const key = `${ecosystemOf(path) ?? ''}|${root}|${folder}`;
    const known = this.answers.get(key);
    if (known) return known;
    const answer = this.search(path, folder, root);
    this.answers.set(key, answer);
    return answer;
  }

  /** Some build file has changed. */
  forget(): void {
    this.folders = new Map();
    this.answers = new Map();
  }

  private async search(path: string, start: string, root: string): Promise<readonly ClientRequest[]> {
    const found: (readonly BuildFile[])[] = [];
    let folder = start;
    for (let depth = 0; depth < maxDepth; depth += 1) {
      const { files, isRepository } = await this.folder(folder);
      if (files.length > 0) found.push(files);
      if (isRepository || folder === root || parentOf(folder) === folder) break;
      folder = parentOf(folder);
    }
    return projectRequests(found, ecosystemOf(path));
  }

  private folder(folder: string): Promise<Folder> {
    const known = this.folders.get(folder);
    if (known) return known;
    const reading = this.readFolder(folder);
    this.folders.set(folder, reading);
    return reading;
  }

  private async readFolder(folder: string): Promise<Folder> {
    const all = await this.reader.list(folder);
    const names = [...all].filter(isBuildFile).sort().slice(0, maxFiles);
    if (all.includes('gradle')) names.push(catalogName);
    const files: BuildFile[] = [];
    for (const name of names) {
      const text = await this.reader.read(folder === '/' ? `/${name}` : `${folder}/${name}`);
      if (text !== undefined) files.push({ name, text });
    }
    return { files, isRepository: all.includes('.git') };
  }
}

/** The root is its own parent, and so is the name of a drive. */
const parentOf = (path: string): string => {
  const cut = path.lastIndexOf('/');
  return cut > 0 ? path.slice(0, cut) : cut === 0 ? '/' : path;
};
