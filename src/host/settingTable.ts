/** One setting: its default, and how a value that the user wrote is read. What cannot be read counts as the default. */
export interface Setting<T> {
  readonly fallback: T;
  parse(value: unknown): T | undefined;
}

export type SeverityChoice = 'error' | 'warning' | 'info' | 'hint' | 'off';

/** What the files of a workspace are read for that nobody has opened. */
export type ScanChoice = 'off' | 'producers' | 'diagnostics';

export interface ConnectionSetting {
  /** What else stands there is read by whoever knows it. */
  readonly [more: string]: unknown;
  readonly name: string;
  /** `host:port`, several separated by commas. */
  readonly bootstrapServers: string;
}

export interface Settings {
  readonly 'acklens.connections': readonly ConnectionSetting[];
  readonly 'acklens.explorer.showInternalTopics': boolean;
  readonly 'acklens.explorer.timeoutSeconds': number;
  readonly 'acklens.lint.enabled': boolean;
  readonly 'acklens.lint.exclude': readonly string[];
  readonly 'acklens.codeLens.enabled': boolean;
  readonly 'acklens.clusterCheck.enabled': boolean;
  readonly 'acklens.clusterCheck.refreshSeconds': number;
  readonly 'acklens.rules': Readonly<Record<string, SeverityChoice>>;
  readonly 'acklens.clientVersions': Readonly<Record<string, string>>;
  readonly 'acklens.scanWorkspace': ScanChoice;
  readonly 'acklens.files.include': readonly string[];
  readonly 'acklens.files.exclude': readonly string[];
  readonly 'acklens.tail.maxRows': number;
  readonly 'acklens.tail.maxMegabytes': number;
  readonly 'acklens.tail.debugMarkers': boolean;
  readonly 'acklens.tail.redact': readonly string[];
  readonly 'acklens.tail.redactInView': boolean;
}

export type SettingName = keyof Settings;

/** Folders of tools: what lies there was downloaded or made from what a person writes. */
const neverSources: readonly string[] = [
  '**/.git',
  '**/node_modules',
  '**/bower_components',
  '**/dist',
  '**/build',
  '**/out',
  '**/target',
  '**/bin',
  '**/obj',
  '**/coverage',
  '**/vendor',
  '**/.venv',
  '**/venv',
  '**/__pycache__',
  '**/.gradle',
  '**/.idea',
  '**/.terraform',
  '**/*.min.js',
];

/** The typed door for settings. The manifest is checked against it. */
export const settingTable: { readonly [K in SettingName]: Setting<Settings[K]> } = {
  'acklens.connections': { fallback: [], parse: connections },
  'acklens.explorer.showInternalTopics': { fallback: false, parse: boolean },
  'acklens.explorer.timeoutSeconds': { fallback: 10, parse: integer(1, 120) },
  'acklens.lint.enabled': { fallback: true, parse: boolean },
  'acklens.lint.exclude': { fallback: [], parse: texts },
  'acklens.codeLens.enabled': { fallback: true, parse: boolean },
  'acklens.clusterCheck.enabled': { fallback: true, parse: boolean },
  'acklens.clusterCheck.refreshSeconds': { fallback: 60, parse: integer(10, 3_600) },
  'acklens.rules': { fallback: {}, parse: record(severity) },
  'acklens.clientVersions': { fallback: {}, parse: record(version) },
  'acklens.scanWorkspace': { fallback: 'producers', parse: scanChoice },
  'acklens.files.include': { fallback: ['**/*'], parse: texts },
  'acklens.files.exclude': { fallback: neverSources, parse: texts },
  'acklens.tail.maxRows': { fallback: 500_000, parse: integer(1_000, 5_000_000) },
  'acklens.tail.debugMarkers': { fallback: true, parse: boolean },
  'acklens.tail.maxMegabytes': { fallback: 256, parse: integer(8, 4_096) },
  'acklens.tail.redact': { fallback: [], parse: texts },
  'acklens.tail.redactInView': { fallback: false, parse: boolean },
};

function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function integer(least: number, most: number): (value: unknown) => number | undefined {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : undefined;
}

function version(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d+(\.\d+)*$/.test(value) ? value : undefined;
}

function scanChoice(value: unknown): ScanChoice | undefined {
  return value === 'off' || value === 'producers' || value === 'diagnostics' ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value)
    ? value.filter((text): text is string => typeof text === 'string' && text !== '')
    : undefined;
}

function severity(value: unknown): SeverityChoice | undefined {
  switch (value) {
    case 'error':
    case 'warning':
    case 'info':
    case 'hint':
    case 'off':
      return value;
    default:
      return undefined;
  }
}

/** Entries that cannot be read are left out; the others count. */
function record<T>(parse: (value: unknown) => T | undefined): (value: unknown) => Record<string, T> | undefined {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const read = Object.entries(value).map(([name, entry]) => [name, parse(entry)] as const);
    return Object.fromEntries(read.filter((pair): pair is readonly [string, T] => pair[1] !== undefined));
  };
}

function connections(value: unknown): ConnectionSetting[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { name, bootstrapServers } = entry as { name?: unknown; bootstrapServers?: unknown };
    if (typeof bootstrapServers !== 'string' || bootstrapServers.trim() === '') return [];
    return [{ ...entry, name: typeof name === 'string' && name !== '' ? name : bootstrapServers, bootstrapServers }];
  });
}
