// The settings view in a plain browser. Who serves it is outside: a test gives `acklensPost` and answers through
// `acklensReceive`, with the product's own bridge and analysis behind.
import type { EditorApi } from '../shared/viewPort';
import { applyTheme, type ThemeName } from './themes';

declare global {
  interface Window {
    acklensPost?(message: string): void;
    acklensReceive(message: string): void;
    acklensTheme(name: ThemeName): void;
  }
}

const storeKey = 'acklens-dev-settings';
window.acklensReceive = (message) => {
  window.dispatchEvent(new MessageEvent('message', { data: JSON.parse(message) as unknown }));
};
window.acklensTheme = applyTheme;
(window as { acquireVsCodeApi?: () => EditorApi }).acquireVsCodeApi = () => ({
  postMessage: (message) => window.acklensPost?.(JSON.stringify(message)),
  getState: () => JSON.parse(sessionStorage.getItem(storeKey) ?? 'null') as unknown,
  setState: (value) => sessionStorage.setItem(storeKey, JSON.stringify(value)),
});
applyTheme((new URLSearchParams(location.search).get('theme') ?? 'dark') as ThemeName);
void import('../settings/main');
