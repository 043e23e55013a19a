import type { BuildFile, ClientRequest, Ecosystem } from './buildFile';
import { gradleVersion } from './gradleVersion';
import { mavenVersion } from './mavenVersion';
import { otherVersions } from './otherVersions';

/**
 * The client libraries of the project around a text, by the build files of its folder and those above, nearest first. The
 * nearest folder that names a library speaks for it. With an ecosystem, only that one's files count.
 */
export function projectRequests(
  folders: readonly (readonly BuildFile[])[],
  ecosystem?: Ecosystem,
): readonly ClientRequest[] {
  const found: ClientRequest[] = [];
  for (const [at, files] of folders.entries()) {
    const outer = folders.slice(at);
    const here = ecosystems
      .filter((one) => ecosystem === undefined || one === ecosystem)
      .flatMap((one) => (one === 'jvm' ? jvmRequests(files, outer) : otherVersions[one](files, outer.slice(1).flat())));
    for (const client of new Set(here.map((request) => request.client))) {
      if (found.some((known) => known.client === client)) continue;
      found.push(...agreed(here.filter((request) => request.client === client)));
    }
  }
  return found;
}

const ecosystems: readonly Ecosystem[] = ['jvm', 'python', 'node', 'go', 'dotnet', 'rust', 'ruby', 'php'];

function jvmRequests(
  files: readonly BuildFile[],
  folders: readonly (readonly BuildFile[])[],
): readonly ClientRequest[] {
  const poms = folders.flatMap((one) => one.filter(({ name }) => name === 'pom.xml'));
  const maven = files.some(({ name }) => name === 'pom.xml') ? mavenVersion(poms) : undefined;
  const gradle = files.some(({ name }) => /^build\.(?:gradle(?:\.kts)?|sbt)$/.test(name))
    ? gradleVersion(folders)
    : undefined;
  return [maven, gradle].flatMap((request) => (request ? [request] : []));
}

/** A lock file has the last word; build files of one folder that differ cancel each other. */
function agreed(requests: readonly ClientRequest[]): readonly ClientRequest[] {
  const locked = requests.filter(({ file }) => /\.lock$/.test(file));
  const [first, ...others] = locked.length > 0 ? locked : requests;
  if (!first) return [];
  const same = ({ range }: ClientRequest): boolean =>
    range?.from === first.range?.from && range?.below === first.range?.below;
  return [others.every(same) ? first : { ...first, range: undefined }];
}
