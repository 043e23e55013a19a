import { composeFile } from './composeFile';
import { profileFile } from './profileFile';

/** The most files that one is read together with. */
const mostNeighbours = 16;

/**
 * Which files are read together with one, seen from its folder; `folder` are the names in it. Only where the framework
 * joins them by itself, so that nearly every file has none.
 */
export function neighbourNames(path: string, text: string, folder: readonly string[]): readonly string[] {
  const own = path.slice(path.lastIndexOf('/') + 1);
  const names = [
    ...profileNames(own, folder),
    ...composeNames(own, text, folder),
    ...helmNames(own, folder),
    ...workerNames(own, text, folder),
  ];
  return [...new Set(names)].filter((name) => name !== own).slice(0, mostNeighbours);
}

/** Whether it is worth a look at the folder. */
export const mayHaveNeighbours = (path: string, text: string): boolean =>
  profileFile(path) !== undefined ||
  composeFile(path) !== undefined ||
  valuesFile.test(path) ||
  (connectorFile.test(path) && text.includes('connector.class'));

function profileNames(own: string, folder: readonly string[]): readonly string[] {
  const file = profileFile(own);
  if (!file) return [];
  return folder.filter((name) => {
    const other = profileFile(name);
    return other?.stem === file.stem && (other.profile === undefined || other.profile === file.profile);
  });
}

function composeNames(own: string, text: string, folder: readonly string[]): readonly string[] {
  const file = composeFile(own);
  if (!file) return [];
  const base = file.override
    ? folder.filter((name) => composeFile(name)?.stem === file.stem && !composeFile(name)?.override)
    : [];
  // Two files of one kind: Compose warns and takes one of them.
  const bases = base.length === 1 ? base : [];
  return [...bases, ...folder.filter((name) => name === '.env'), ...envFileNames(text)];
}

/** Files after `env_file:`, in any of its forms. A variable in a name is not followed. */
function envFileNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const block of text.matchAll(/^([ \t]*)env_file:[ \t]*([^\r\n#]*)((?:\r?\n\1[ \t]*-[^\r\n]*)*)/gm)) {
    const [, , inline = '', items = ''] = block;
    for (const item of `${inline.replace(/[[\],]/g, '\n')}\n${items}`.split('\n')) {
      const name = /^[ \t]*(?:-[ \t]*)?(?:path:[ \t]*)?["']?([\w./-]+)["']?[ \t]*\r?$/.exec(item)?.[1];
      if (name && !name.startsWith('/')) names.push(name.replace(/^\.\//, ''));
    }
  }
  return names;
}

/** Helm lays `values-prod.yaml` over the values.yaml of its chart, which it reads in every case. */
const helmNames = (own: string, folder: readonly string[]): readonly string[] =>
  valuesFile.test(own) && folder.includes('Chart.yaml') ? folder.filter((name) => name === 'values.yaml') : [];

export const valuesFile = /(?:^|\/)values[-._][\w.-]+\.ya?ml$/;

/** The worker beside a connector, where there is exactly one. */
function workerNames(own: string, text: string, folder: readonly string[]): readonly string[] {
  if (!connectorFile.test(own) || !text.includes('connector.class')) return [];
  const workers = folder.filter((name) => workerFile.test(name));
  return workers.length === 1 ? workers : [];
}

const connectorFile = /\.(?:properties|json)$/;

export const workerFile = /^(?:connect-)?(?:distributed|standalone|worker)[\w-]*\.properties$/;
