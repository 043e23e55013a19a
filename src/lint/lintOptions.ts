import type { AnalysisOptions } from '../guarantees/analysis';
import type { Settings } from '../host/settingTable';

/** The user's settings in the words of the analysis. */
export function lintOptions(
  rules: Settings['acklens.rules'],
  clientVersions: Settings['acklens.clientVersions'],
): AnalysisOptions {
  const java = clientVersions.java;
  return { severities: rules, ...(java === undefined ? {} : { javaClientVersion: java }) };
}
