import type uPlot from 'uplot';

/**
 * The plotting library, initialised when the first graph is opened. It makes a number format of `navigator.language` as it
 * loads, and Chromium under the POSIX locale calls that "en-US@posix", which no format accepts.
 */
export async function loadPlot(): Promise<typeof uPlot> {
  if (!isLanguage(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en-US' });
  return (await import('uplot')).default;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
