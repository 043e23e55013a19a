/** The name of an application's configuration file, taken apart. */
export interface ProfileFile {
  readonly stem: 'application' | 'bootstrap' | 'microprofile-config';
  /** Undefined for the file that counts always. */
  readonly profile: string | undefined;
  readonly extension: 'properties' | 'yml' | 'yaml';
}

/**
 * `application-prod.yml` counts for the profile prod, on top of `application.yml` (Spring Boot: "Profile Specific Files";
 * Quarkus: "Profile aware files"; Micronaut: "Environments").
 */
export function profileFile(path: string): ProfileFile | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const found = pattern.exec(name)?.groups;
  if (!found) return undefined;
  return {
    stem: found.stem as ProfileFile['stem'],
    profile: found.profile,
    extension: found.extension as ProfileFile['extension'],
  };
}

const pattern =
  /^(?<stem>application|bootstrap|microprofile-config)(?:-(?<profile>[\w.-]+?))?\.(?<extension>properties|yml|yaml)$/;
