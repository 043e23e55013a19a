import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './findBrowser';

/** A headless browser for tests. `--no-sandbox`, because containers and CI machines run as root. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
    // Playwright takes the whole environment or none of it.
    env: { ...(process.env as Record<string, string>), ...env },
  });
}
