import { parse } from 'dot-properties';
import type { ConnectionProfile } from '../kafka/profile';
import { parseBootstrapServers } from '../kafka/profile';
import type { ArgumentProblem, TailArguments } from './tailArguments';

/** Where to connect: the flag wins over `bootstrap.servers` of the configuration file. */
export async function readTailProfile(
  args: Pick<TailArguments, 'bootstrapServers' | 'configFile'>,
  readFile: (path: string) => Promise<string>,
): Promise<ConnectionProfile | ArgumentProblem> {
  const entries = args.configFile === undefined ? new Map() : await readEntries(args.configFile, readFile);
  if (!(entries instanceof Map)) return entries;
  const protocol = entries.get('security.protocol') ?? 'PLAINTEXT';
  if (protocol !== 'PLAINTEXT') {
    return { problem: `security.protocol=${protocol} is not supported yet: only PLAINTEXT connections can be opened.` };
  }
  const servers = args.bootstrapServers ?? entries.get('bootstrap.servers');
  if (servers === undefined) return { problem: `${args.configFile} has no bootstrap.servers.` };
  const parsed = parseBootstrapServers(servers);
  if ('problem' in parsed) return parsed;
  return { id: 'command-line', name: servers, bootstrapServers: parsed.servers };
}

async function readEntries(
  path: string,
  readFile: (path: string) => Promise<string>,
): Promise<Map<string, string> | ArgumentProblem> {
  try {
    const entries = parse(await readFile(path));
    return new Map(Object.entries(entries).map(([key, value]) => [key, String(value).trim()]));
  } catch (error) {
    return { problem: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
