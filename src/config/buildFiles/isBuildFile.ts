const names = new Set([
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'settings.gradle',
  'settings.gradle.kts',
  'gradle.properties',
  'build.sbt',
  'package.json',
  'pyproject.toml',
  'Pipfile',
  'Pipfile.lock',
  'poetry.lock',
  'uv.lock',
  'go.mod',
  'packages.config',
  'Directory.Packages.props',
  'Directory.Build.props',
  'Cargo.toml',
  'Cargo.lock',
  'Gemfile',
  'Gemfile.lock',
  'composer.json',
  'composer.lock',
]);

/** Where Gradle keeps its catalog, seen from the folder of the build. */
export const catalogName = 'gradle/libs.versions.toml';

/** The same names for VS Code's watchers. */
export const buildFilePattern = `**/{${[...names].join(',')},libs.versions.toml,requirements*.txt,*.csproj,*.fsproj,*.vbproj}`;

/** By the name of a file, without its folder. */
export const isBuildFile = (name: string): boolean =>
  names.has(name) || /^requirements[\w.-]*\.txt$/.test(name) || /\.(?:cs|fs|vb)proj$/i.test(name);
