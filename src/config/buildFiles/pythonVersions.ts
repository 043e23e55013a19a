import { parse } from 'jsonc-parser';
import type { ClientName } from '../unit';
import type { BuildFile, ClientRequest, VersionRange } from './buildFile';
import { listAt, mapAt, textAt, tomlValue } from './tomlValue';
import { exactVersion, pythonRange, semverRange } from './versionRange';

type Found = readonly [client: ClientName, range: VersionRange | undefined];

/** confluent-kafka is numbered as the librdkafka that its wheels bring along. */
const clients: Readonly<Record<string, ClientName>> = {
  'kafka-python': 'kafka-python',
  'confluent-kafka': 'librdkafka',
  aiokafka: 'aiokafka',
  faust: 'faust',
  'faust-streaming': 'faust',
};

export function pythonRequests(files: readonly BuildFile[]): readonly ClientRequest[] {
  return files.flatMap(({ name, text }) => read(name, text).map(([client, range]) => ({ client, range, file: name })));
}

function read(name: string, text: string): readonly Found[] {
  if (/^requirements[\w.-]*\.txt$/.test(name)) return text.split(/\r?\n/).flatMap(requirement);
  switch (name) {
    case 'pyproject.toml':
      return pyproject(tomlValue(text));
    case 'Pipfile':
      return table(mapAt(tomlValue(text), 'packages'), pythonRange);
    case 'Pipfile.lock':
      return table(mapAt(parse(text), 'default'), pythonRange);
    case 'poetry.lock':
    case 'uv.lock':
      // Thousands of packages in a fixed layout: a parse would take a hundred times as long.
      return [...text.matchAll(/^name = "([^"\n]+)"\r?\nversion = "([^"\n]+)"/gm)].flatMap(([, name, version]) =>
        named(name ?? '', exactVersion(version ?? '')),
      );
    default:
      return [];
  }
}

function pyproject(project: unknown): readonly Found[] {
  const texts = [
    ...listAt(mapAt(project, 'project'), 'dependencies'),
    ...Object.values(mapAt(project, 'project', 'optional-dependencies')).flat(),
    ...Object.values(mapAt(project, 'dependency-groups')).flat(),
  ];
  const listed = texts.flatMap((line) => (typeof line === 'string' ? requirement(line) : []));
  const groups = Object.values(mapAt(project, 'tool', 'poetry', 'group')).map((group) => mapAt(group, 'dependencies'));
  const poetry = [mapAt(project, 'tool', 'poetry', 'dependencies'), ...groups].flatMap((section) =>
    table(section, (written) => semverRange(written) ?? pythonRange(written)),
  );
  return [...listed, ...poetry];
}

/** `confluent-kafka[avro]==1.5.0 ; python_version >= "3.8"  # why`, options of pip behind it left out. */
function requirement(line: string): readonly Found[] {
  const [, name, specifier] = /^\s*([\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;#@)]*)/.exec(line) ?? [];
  if (name === undefined) return [];
  return named(name, pythonRange((specifier ?? '').replace(/\s(?:--|\\).*$/, '').trim()));
}

const table = (
  section: Readonly<Record<string, unknown>>,
  range: (written: string) => VersionRange | undefined,
): readonly Found[] =>
  Object.entries(section).flatMap(([name, entry]) => {
    const written = typeof entry === 'string' ? entry : textAt(entry, 'version');
    return named(name, written === undefined ? undefined : range(written));
  });

/** PyPI does not tell dashes, underscores, dots and letter cases apart. */
function named(name: string, range: VersionRange | undefined): readonly Found[] {
  const plain = name.toLowerCase().replace(/[-_.]+/g, '-');
  // Made from kafka-python 2.0.2, whose producer's defaults all of its releases have, under numbers of its own.
  if (plain === 'kafka-python-ng') return [['kafka-python', { from: '2.0.2' }]];
  const client = Object.hasOwn(clients, plain) ? clients[plain] : undefined;
  return client ? [[client, range]] : [];
}
