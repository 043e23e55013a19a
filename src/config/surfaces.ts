import type { CodeLanguage } from './code/codeParser';
import type { SpelledLanguage } from './code/spelledUnits';
import type { ShellContainer } from './shell/shellTexts';
import { formatByName, type StructuredFormat } from './structuredUnits';

/** Which reader a text goes to. One row for each kind of file; the first that matches wins. */
export type Surface =
  | { readonly kind: 'properties' }
  | { readonly kind: 'shell'; readonly container: ShellContainer }
  | { readonly kind: 'spelled'; readonly language: SpelledLanguage }
  | { readonly kind: 'sql' }
  | { readonly kind: 'xml' }
  | { readonly kind: 'structured'; readonly format: StructuredFormat }
  | { readonly kind: 'code'; readonly language: CodeLanguage };

export function surfaceOf(path: string, languageId?: string): Surface | undefined {
  const name = path.replace(/^.*[\\/]/, '');
  const made = name.replace(templateEnd, '');
  const row =
    table.find(({ file }) => file.test(name)) ??
    (made === name ? undefined : table.find(({ file, surface }) => !isProgram(surface) && file.test(made)));
  return row?.surface ?? (languageId === undefined ? undefined : byLanguage.get(languageId));
}

/** `server.properties.erb` and the like make the file of that name. A template of code is no code yet. */
const templateEnd = /\.(?:template|tmpl|tpl|gotmpl|j2|jinja2?|erb|epp|dist|example|sample)$/i;
const isProgram = ({ kind }: Surface): boolean => kind === 'code' || kind === 'spelled';

const properties: Surface = { kind: 'properties' };
const spelled = (language: SpelledLanguage): Surface => ({ kind: 'spelled', language });
const sql: Surface = { kind: 'sql' };
const xml: Surface = { kind: 'xml' };
const structured = (format: StructuredFormat): Surface => ({ kind: 'structured', format });
const shell = (container: ShellContainer): Surface => ({ kind: 'shell', container });
const code = (language: CodeLanguage): Surface => ({ kind: 'code', language });
const typescript = code('typescript');
// The TSX grammar reads JavaScript and JSX too; in plain .ts it would misread `<T>value`.
const tsx = code('tsx');

const table: readonly { readonly file: RegExp; readonly surface: Surface }[] = [
  { file: /\.properties(?:\.orig)?$/i, surface: properties },
  { file: /\.config$/i, surface: properties },
  { file: /\.(?:sh|bash|zsh|ksh)$/i, surface: shell('script') },
  { file: /\.(?:bat|cmd)$/i, surface: shell('batch') },
  { file: /\.psm?1$/i, surface: shell('powershell') },
  { file: /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i, surface: shell('dockerfile') },
  { file: /^(?:GNU)?makefile(?:\..+)?$|\.(?:mk|mak)$/i, surface: shell('makefile') },
  { file: /\.(?:md|markdown|mdx)$/i, surface: shell('markdown') },
  ...formatByName.map(({ file, format }) => ({ file, surface: structured(format) })),
  { file: /\.[cm]?ts$/i, surface: typescript },
  { file: /\.(?:tsx|[cm]?jsx?)$/i, surface: tsx },
  { file: /\.java$/i, surface: code('java') },
  { file: /\.kts?$/i, surface: code('kotlin') },
  { file: /\.(?:scala|sc)$/i, surface: code('scala') },
  { file: /\.(?:groovy|gvy)$/i, surface: code('groovy') },
  { file: /\.pyw?$/i, surface: code('python') },
  { file: /\.go$/i, surface: code('go') },
  { file: /\.cs$/i, surface: code('csharp') },
  { file: /\.rs$/i, surface: code('rust') },
  { file: /\.(?:rb|rake)$|^(?:Gemfile|Rakefile)$/i, surface: code('ruby') },
  { file: /\.php$/i, surface: code('php') },
  { file: /\.exs?$/i, surface: spelled('elixir') },
  { file: /\.(?:erl|hrl)$/i, surface: spelled('erlang') },
  { file: /\.lua$/i, surface: spelled('lua') },
  { file: /\.fsx?$/i, surface: spelled('fsharp') },
  { file: /\.clj[cs]?$/i, surface: spelled('clojure') },
  { file: /\.(?:sql|ksql)$/i, surface: sql },
  { file: /\.xml$/i, surface: xml },
  { file: /\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx)$/i, surface: code('cpp') },
];

const byLanguage: ReadonlyMap<string, Surface> = new Map([
  ['properties', properties],
  ['java-properties', properties],
  ['spring-boot-properties', properties],
  ['shellscript', shell('script')],
  ['bat', shell('batch')],
  ['powershell', shell('powershell')],
  ['dockerfile', shell('dockerfile')],
  ['makefile', shell('makefile')],
  ['markdown', shell('markdown')],
  ['yaml', structured('yaml')],
  ['dockercompose', structured('yaml')],
  ['helm', structured('yaml')],
  ['github-actions-workflow', structured('yaml')],
  ['spring-boot-properties-yaml', structured('yaml')],
  ['json', structured('json')],
  ['jsonc', structured('json')],
  ['toml', structured('toml')],
  ['terraform', structured('hcl')],
  ['hocon', structured('hocon')],
  ['logstash', structured('conf')],
  ['dotenv', structured('env')],
  ['typescript', typescript],
  ['typescriptreact', tsx],
  ['javascript', tsx],
  ['javascriptreact', tsx],
  ['java', code('java')],
  ['kotlin', code('kotlin')],
  ['scala', code('scala')],
  ['groovy', code('groovy')],
  ['python', code('python')],
  ['go', code('go')],
  ['csharp', code('csharp')],
  ['rust', code('rust')],
  ['ruby', code('ruby')],
  ['php', code('php')],
  ['elixir', spelled('elixir')],
  ['erlang', spelled('erlang')],
  ['lua', spelled('lua')],
  ['fsharp', spelled('fsharp')],
  ['clojure', spelled('clojure')],
  ['sql', sql],
  ['ksql', sql],
  ['xml', xml],
  ['c', code('cpp')],
  ['cpp', code('cpp')],
]);
