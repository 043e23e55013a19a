// Stands for VS Code where the host of a view is outside of the page: a test gives `acklensPost` and answers through
// `acklensReceive`, with the product's own bridge behind.
import type { EditorApi } from '../shared/viewPort';
import { applyTheme, type ThemeName } from './themes';

declare global {
  interface Window {
    acklensPost?(message: string): void;
    acklensReceive(message: string): void;
    acklensTheme(name: ThemeName): void;
  }
}

/** To be called before the view's own script, which asks for VS Code at once. */
export function standForEditor(storeKey: string): void {
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
}
