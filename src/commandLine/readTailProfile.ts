import { clientEntries } from '../config/clientEntries';
import { importConnection } from '../kafka/importConnection';
import { fillPlaceholders } from '../kafka/imports/fillPlaceholders';
import type { ConnectionProfile } from '../kafka/profile';
import type { ConnectionSecrets } from '../kafka/secrets';
import type { ArgumentProblem, TailArguments } from './tailArguments';

/** What the reading of a configuration needs from the process around it. */
export interface ProfileSources {
  readFile(path: string): Promise<string>;
  /** The same, in base64. */
  readBytes(path: string): Promise<string>;
  env(name: string): string | undefined;
}

export interface TailProfile {
  readonly profile: ConnectionProfile;
  readonly secrets: ConnectionSecrets;
  /** What of the file could not be used, a sentence each. */
  readonly notes: readonly string[];
}

/** Where to connect and how: the flag wins over `bootstrap.servers` of the configuration file. */
export async function readTailProfile(
  args: Pick<TailArguments, 'bootstrapServers' | 'configFile'>,
  sources: ProfileSources,
): Promise<TailProfile | ArgumentProblem> {
  const entries = args.configFile === undefined ? new Map() : await readEntries(args.configFile, sources);
  if ('problem' in entries) return entries;
  const filled = await fillPlaceholders(entries, {
    env: sources.env,
    file: async (path, key) => {
      const other = await readEntries(path, sources);
      return 'problem' in other ? undefined : other.get(key);
    },
  });
  const readBytes = (path: string): Promise<string | undefined> => sources.readBytes(path).catch(() => undefined);
  const found = await importConnection(filled, readBytes, args.bootstrapServers);
  if ('problem' in found)
    return { problem: args.configFile === undefined ? found.problem : `${args.configFile}: ${found.problem}` };
  const { servers, security, secrets, notes } = found;
  const profile: ConnectionProfile = {
    id: 'command-line',
    name: servers.join(','),
    bootstrapServers: servers,
    ...(security ? { security } : {}),
  };
  return { profile, secrets, notes };
}

async function readEntries(
  path: string,
  { readFile }: ProfileSources,
): Promise<ReadonlyMap<string, string> | ArgumentProblem> {
  try {
    return clientEntries(path, await readFile(path));
  } catch (error) {
    return { problem: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
