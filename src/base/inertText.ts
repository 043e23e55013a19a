import { visibleText } from './visibleText';

/**
 * Text for places where VS Code reads a little markup: notifications and boxes make `[words](command:...)` a link that runs
 * a command, status bar and lists make `$(name)` a picture. Names of groups may hold any characters, and brokers word their
 * own refusals. A word joiner, which nobody sees, keeps the signs apart; those that were there already are spelled out.
 */
export function inertText(text: string): string {
  return visibleText(text).replace(/[\]$](?=\()/g, '$&\u2060');
}
