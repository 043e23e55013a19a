import type { CodeLanguage, Tree } from '../config/code/codeParser';
import { codeUnits, mentionsKafka } from '../config/code/codeUnits';
import { isInText } from '../config/code/isInText';
import { mayUseKafkajs } from '../config/code/kafkajsShapes';
import { kafkajsUnits } from '../config/code/kafkajsUnits';
import type { LoweredBodies } from '../config/code/LoweredBodies';
import { spelledUnits } from '../config/code/spelledUnits';
import { flinkSqlUnits } from '../config/flinkSqlUnits';
import type { Neighbour } from '../config/neighbours/neighbour';
import { withWorker } from '../config/neighbours/withWorker';
import { ownSpans } from '../config/ownSpans';
import { propertiesUnits } from '../config/propertiesUnits';
import { nextReading, type SectionMemos } from '../config/sectionMemos';
import { fences, type ShellContainer } from '../config/shell/shellTexts';
import { shellUnits } from '../config/shell/shellUnits';
import { structuredUnits } from '../config/structuredUnits';
import type { Surface } from '../config/surfaces';
import { camelUriUnits } from '../config/surfaces/camelUri';
import { connectorInShellUnits } from '../config/surfaces/connectorInShell';
import { dockerfileEnvUnits } from '../config/surfaces/dockerfileEnv';
import { dockerRunUnits } from '../config/surfaces/dockerRun';
import { hereDocumentUnits } from '../config/surfaces/hereDocuments';
import { jaegerArgumentUnits } from '../config/surfaces/jaegerArguments';
import { ksqlUnits } from '../config/surfaces/ksqlStatements';
import { powershellEnvUnits } from '../config/surfaces/powershellEnv';
import { shellEnvUnits } from '../config/surfaces/shellEnv';
import { springArgumentUnits } from '../config/surfaces/springArguments';
import { springTestUnits } from '../config/surfaces/springTestProperties';
import { startsContainers, testcontainersUnits } from '../config/surfaces/testcontainers';
import { xmlUnits } from '../config/surfaces/xmlFile';
import { type Extraction, joinExtractions, nothing } from '../config/unit';

/** Units of a text that is no code. Markdown carries .properties blocks beside its shell blocks. */
export function extractPlain(
  surface: Exclude<Surface, { kind: 'code' }>,
  path: string,
  text: string,
  memos: SectionMemos,
  neighbours: readonly Neighbour[] = [],
): Extraction {
  const units = [...camelUriUnits(text), ...springArgumentUnits(text), ...jaegerArgumentUnits(text)];
  const anywhere = { ...nothing, units };
  if (surface.kind === 'properties')
    return withWorker(joinExtractions([propertiesUnits({ path, text, neighbours }), anywhere]), neighbours);
  if (surface.kind === 'structured') {
    nextReading(memos);
    const found = ownSpans(structuredUnits({ format: surface.format, path, text, memos, neighbours }));
    return withWorker(joinExtractions([found, anywhere]), neighbours);
  }
  if (surface.kind === 'spelled') return spelledUnits(text, surface.language);
  if (surface.kind === 'sql') return joinExtractions([flinkSqlUnits(text), { ...nothing, units: ksqlUnits(text) }]);
  if (surface.kind === 'xml')
    return { ...nothing, units: /kafka|bootstrap\.servers/i.test(text) ? xmlUnits(text) : [] };
  const kind = surface.container;
  if (kind !== 'markdown') return joinExtractions([shellUnits(text, kind), besideCommands(text, kind), anywhere]);
  const blocks = fences(text)
    .filter(({ language }) => language === 'properties')
    .map(({ span }) => propertiesUnits({ path: '', text: text.slice(span.start, span.end), offset: span.start }));
  return joinExtractions([shellUnits(text, kind), besideCommands(text, kind), ...blocks]);
}

/** What shell lines carry that is no call of a Kafka tool. */
function besideCommands(text: string, container: ShellContainer): Extraction {
  const environment =
    container === 'dockerfile'
      ? dockerfileEnvUnits(text)
      : container === 'powershell'
        ? powershellEnvUnits(text)
        : container === 'script' || container === 'batch'
          ? shellEnvUnits(text, container)
          : [];
  const units = [...environment, ...dockerRunUnits(text, container), ...connectorInShellUnits(text)];
  return joinExtractions([{ ...nothing, units }, ...(container === 'script' ? hereDocumentUnits(text) : [])]);
}

/** True when code names a client, so that it is worth a parse. */
export const concernsKafka = (text: string, language: CodeLanguage): boolean =>
  (isScript(language) && mayUseKafkajs(text)) || mentionsKafka(text, language) || startsContainers(text);

const isScript = (language: CodeLanguage): boolean => language === 'typescript' || language === 'tsx';

export function extractCode(text: string, tree: Tree, language: CodeLanguage, bodies?: LoweredBodies): Extraction {
  const root = tree.rootNode;
  const parts = [codeUnits(text, root, language, bodies), flinkSqlUnits(text, (at) => isInText(root, at))];
  if (isScript(language)) parts.push(kafkajsUnits(text, root));
  const endpoints = camelUriUnits(text).filter(({ span }) => isInText(root, span.start));
  parts.push({ ...nothing, units: endpoints });
  const containers = testcontainersUnits(text, (at) => isInText(root, at));
  parts.push({ ...nothing, units: containers });
  if (jvm.has(language)) parts.push({ ...nothing, units: springTestUnits(text) });
  return joinExtractions(parts);
}

const jvm: ReadonlySet<CodeLanguage> = new Set(['java', 'kotlin', 'scala', 'groovy']);
