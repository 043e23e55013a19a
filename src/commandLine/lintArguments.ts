import { parseArgs } from 'node:util';
import { type Severity, severities } from '../guarantees/finding';
import { type LintFormat, lintFormats } from './lintFormats';

export interface LintArguments {
  readonly paths: readonly string[];
  readonly format: LintFormat;
  /** Findings of this severity or worse make the exit code 1. */
  readonly threshold: Severity;
  readonly javaClient: string | undefined;
  readonly fix: boolean;
  /** File with findings to leave out. */
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  /** The cluster that the settings are checked against; undefined without either of its options. */
  readonly cluster: ClusterArguments | undefined;
  readonly help: boolean;
}

export interface ClusterArguments {
  readonly bootstrapServers: string | undefined;
  /** A client's configuration: how to get in, and the servers where no option names them. */
  readonly configFile: string | undefined;
}

export const lintUsage = `Usage: acklens lint [options] PATH...

Reads delivery settings in files; folders are searched, leaving out what .gitignore names.

  --format FORMAT         ${lintFormats.join(', ')} (pretty)
  --max-severity LEVEL    exit with 1 from this severity on: error, warning, info, hint (hint);
                          milder findings are printed all the same
  --java-client X.Y       Kafka version of Java clients and tools (that of the project's build files, else the newest)
  --fix                   correct in the files what does not work as it is and has one plain correction;
                          what is left is printed
  --baseline FILE         leave out the findings that FILE holds
  --update-baseline       write all present findings to that FILE
  --bootstrap-server H:P  check the settings against this cluster too: topics, brokers, replicas in sync now;
                          it is only read from, without a group
  --config FILE           client configuration for that cluster (security, bootstrap.servers)
  --help

Exit code: 0 nothing at or above the threshold, 1 findings, 2 bad use, unreadable input or\na cluster that cannot be asked.
`;

/** The arguments, or one sentence about what is wrong with them. */
export function readLintArguments(args: readonly string[]): LintArguments | { readonly problem: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // parseArgs reports bad use by throwing, with a sentence that names the argument.
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  const format = lintFormats.find((name) => name === (values.format ?? 'pretty'));
  if (!format) return { problem: `--format takes ${lintFormats.join(', ')}, not "${values.format}".` };
  const threshold = severities.find((name) => name === (values['max-severity'] ?? 'hint'));
  if (!threshold) return { problem: `--max-severity takes ${severities.join(', ')}, not "${values['max-severity']}".` };
  const javaClient = values['java-client'];
  if (javaClient !== undefined && !/^\d+(?:\.\d+){1,3}$/.test(javaClient)) {
    return { problem: `--java-client takes a version such as 3.9, not "${javaClient}".` };
  }
  const help = values.help ?? false;
  if (positionals.length === 0 && !help) return { problem: 'Name at least one file or folder.' };
  const { baseline } = values;
  const updateBaseline = values['update-baseline'] ?? false;
  if (updateBaseline && baseline === undefined) return { problem: '--update-baseline needs --baseline FILE.' };
  const fix = values.fix ?? false;
  const cluster =
    values['bootstrap-server'] === undefined && values.config === undefined
      ? undefined
      : { bootstrapServers: values['bootstrap-server'], configFile: values.config };
  return { paths: positionals, format, threshold, javaClient, fix, baseline, updateBaseline, cluster, help };
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      'max-severity': { type: 'string' },
      'java-client': { type: 'string' },
      fix: { type: 'boolean' },
      baseline: { type: 'string' },
      'update-baseline': { type: 'boolean' },
      'bootstrap-server': { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
