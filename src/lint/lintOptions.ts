import type { AnalysisOptions } from '../guarantees/analysis';
import type { ClientVersions } from '../guarantees/clientVersions';
import type { Settings } from '../host/settingTable';

/** The user's settings in the words of the analysis, with what the project's build files say where the user is silent. */
export function lintOptions(
  rules: Settings['acklens.rules'],
  clientVersions: Settings['acklens.clientVersions'],
  project: ClientVersions = {},
): AnalysisOptions {
  const { java, ...others } = clientVersions;
  const told = Object.entries(others).map(([name, version]) => [name, { version, from: 'acklens.clientVersions' }]);
  return {
    severities: rules,
    clientVersions: { ...project, ...Object.fromEntries(told) },
    ...(java === undefined ? {} : { javaClientVersion: java }),
  };
}
