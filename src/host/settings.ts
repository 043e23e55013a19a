import * as vscode from 'vscode';
import { type SettingName, type Settings, settingTable } from './settingTable';

export function readSetting<K extends SettingName>(name: K, scope?: vscode.ConfigurationScope): Settings[K] {
  const value: unknown = vscode.workspace.getConfiguration(undefined, scope).get(name);
  return settingTable[name].parse(value) ?? settingTable[name].fallback;
}

/**
 * The values of each level, lowest first, for settings whose levels add up instead of replacing each other. What a
 * workspace says counts only when the user trusts it.
 */
export function readSettingLevels<K extends SettingName>(name: K): readonly Settings[K][] {
  const levels = vscode.workspace.getConfiguration().inspect(name);
  const values: unknown[] = [levels?.globalValue];
  if (vscode.workspace.isTrusted) values.push(levels?.workspaceValue, levels?.workspaceFolderValue);
  return values.flatMap((value) => {
    const read = value === undefined ? undefined : settingTable[name].parse(value);
    return read === undefined ? [] : [read];
  });
}

export function writeSetting<K extends SettingName>(name: K, value: Settings[K]): Thenable<void> {
  return vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}

export function onSettingChange(names: readonly SettingName[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(name))) listener();
  });
}
