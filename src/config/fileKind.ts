/** What a .properties file is, as far as its name and its keys tell. `bundle` is a file of texts for people. */
export type FileKind =
  | 'producer'
  | 'consumer'
  | 'broker'
  | 'connectWorker'
  | 'connector'
  | 'mirrorMaker'
  | 'streams'
  | 'admin'
  | 'bundle'
  | 'unknown';

/** Keys decide where they are unmistakable, the name of the file otherwise. */
export function fileKind(path: string, keys: ReadonlySet<string>): FileKind {
  const name = path.replace(/^.*[\\/]/, '').toLowerCase();
  if (keys.has('connector.class')) return 'connector';
  if (keys.has('clusters') && [...keys].some((key) => key.includes('->') || key.endsWith('.bootstrap.servers'))) {
    return 'mirrorMaker';
  }
  if (workerKeys.some((key) => keys.has(key))) return 'connectWorker';
  if (brokerKeys.some((key) => keys.has(key))) return 'broker';
  if (/^(?:messages?|labels|strings|texts|i18n|bundle)\b|_[a-z]{2}(?:_[a-z]{2})?\.properties$/.test(name))
    return 'bundle';
  if (/^(?:mm2|mirror-?maker|connect-mirror-maker)/.test(name)) return 'mirrorMaker';
  if (/^connect-(?:distributed|standalone)/.test(name)) return 'connectWorker';
  if (/^(?:server|broker|controller)[\w.-]*\.properties$/.test(name) && !keys.has('bootstrap.servers')) return 'broker';
  if (keys.has('processing.guarantee') || keys.has('num.stream.threads')) return 'streams';
  if (/producer/.test(name) && !/consumer/.test(name)) return 'producer';
  if (/consumer/.test(name) && !/producer/.test(name)) return 'consumer';
  if (/^admin/.test(name)) return 'admin';
  return 'unknown';
}

const workerKeys = [
  'config.storage.topic',
  'offset.storage.topic',
  'offset.storage.file.filename',
  'exactly.once.source.support',
];

const brokerKeys = [
  'broker.id',
  'node.id',
  'process.roles',
  'log.dirs',
  'zookeeper.connect',
  'controller.quorum.voters',
  'controller.quorum.bootstrap.servers',
];
