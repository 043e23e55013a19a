import * as vscode from 'vscode';
import { type SettingName, type Settings, settingTable } from './settingTable';

export function readSetting<K extends SettingName>(name: K, scope?: vscode.ConfigurationScope): Settings[K] {
  const value: unknown = vscode.workspace.getConfiguration(undefined, scope).get(name);
  return settingTable[name].parse(value) ?? settingTable[name].fallback;
}

export interface SettingLevel<T> {
  readonly from: 'user' | 'workspace';
  readonly value: T;
}

/**
 * The values of each level, lowest first, for settings whose levels add up instead of replacing each other. What a
 * workspace says counts only when the user trusts it.
 */
export function readSettingLevels<K extends SettingName>(name: K): readonly SettingLevel<Settings[K]>[] {
  const levels = vscode.workspace.getConfiguration().inspect(name);
  const read = (from: SettingLevel<unknown>['from'], value: unknown): SettingLevel<Settings[K]>[] => {
    const parsed = value === undefined ? undefined : settingTable[name].parse(value);
    return parsed === undefined ? [] : [{ from, value: parsed }];
  };
  const ofUser = read('user', levels?.globalValue);
  if (!vscode.workspace.isTrusted) return ofUser;
  const ofWorkspace = [levels?.workspaceValue, levels?.workspaceFolderValue];
  return [...ofUser, ...ofWorkspace.flatMap((value) => read('workspace', value))];
}

export function writeSetting<K extends SettingName>(name: K, value: Settings[K]): Thenable<void> {
  return vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}

export function onSettingChange(names: readonly SettingName[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(name))) listener();
  });
}
