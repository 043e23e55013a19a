import type { ClientName } from '../unit';

/** A file that names the libraries of a project. */
export interface BuildFile {
  /** Without its folder, except for `gradle/libs.versions.toml`. */
  readonly name: string;
  readonly text: string;
}

/** Whose libraries a build file names: code of another language does not run on them. */
export type Ecosystem = 'jvm' | 'python' | 'node' | 'go' | 'dotnet' | 'rust' | 'ruby' | 'php';

/** The versions that a project may run: from one on, below another. */
export interface VersionRange {
  /** Dotted numbers only. */
  readonly from: string;
  /** Exclusive. Absent where exactly `from` is meant; `∞` as a version is written `unbounded`. */
  readonly below?: string;
}

/** A client library in a build file; the range is absent where the file leaves the version open. */
export interface ClientRequest {
  readonly client: ClientName;
  readonly range: VersionRange | undefined;
  /** Name of the build file. */
  readonly file: string;
}

/** Above every version. */
export const unbounded = '999999';
