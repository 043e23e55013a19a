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
  // A consumer of 0.8 reads its offsets from ZooKeeper, where a broker finds its peers.
  if (keys.has('zookeeper.connect') && keys.has('group.id') && !keys.has('broker.id')) return 'consumer';
  if (brokerKeys.some((key) => keys.has(key))) return 'broker';
  if (isBundle(name, keys)) return 'bundle';
  if (/^(?:mm2|mirror-?maker|connect-mirror-maker)/.test(name)) return 'mirrorMaker';
  if (/^connect-(?:distributed|standalone)/.test(name)) return 'connectWorker';
  if (/^(?:server|broker|controller)[\w.-]*\.properties$/.test(name) && !keys.has('bootstrap.servers')) return 'broker';
  if (keys.has('processing.guarantee') || keys.has('num.stream.threads')) return 'streams';
  if (/producer/.test(name) && !/consumer/.test(name)) return 'producer';
  if (/consumer/.test(name) && !/producer/.test(name)) return 'consumer';
  if (/^admin/.test(name)) return 'admin';
  return 'unknown';
}

/** Texts in a language end in its code, and so do settings of a region: `producer_eu` is no translation. */
function isBundle(name: string, keys: ReadonlySet<string>): boolean {
  if (/^(?:messages?|labels|strings|texts|i18n|bundle)(?![a-z])/.test(name)) return true;
  if (!/_[a-z]{2}(?:_[a-z]{2})?\.properties$/.test(name)) return false;
  return !keys.has('bootstrap.servers') && !/producer|consumer|kafka|broker|server|connect|stream/.test(name);
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
