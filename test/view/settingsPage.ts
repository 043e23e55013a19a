import type { Browser, Page } from 'playwright-core';
import type { TextEdit } from '../../src/config/textEdit';
import { applyEdits } from '../../src/config/textEdit';
import type { Analyser } from '../../src/guarantees/analyse';
import { newestJava } from '../../src/guarantees/clients';
import type { ClusterFinding } from '../../src/guarantees/cluster/crossCheck';
import { SettingsBridge } from '../../src/settingsPanel/settingsBridge';
import type { SettingsFile } from '../../src/settingsPanel/settingsFile';
import { testAnalyser } from '../lintCases/loadGrammar';
import { openBrowser } from '../vscode/openBrowser';
import { pagePort } from './pagePort';
import { startViewServer, type ViewServer } from './startViewServer';

/** A document in memory: the one thing that is not the product's own here. */
export class TestDocument {
  readonly writes: TextEdit[][] = [];
  readonly selected: number[] = [];
  readonly explained: string[] = [];
  readonly tails: string[] = [];
  readonly name: string;
  text: string;
  version = 1;
  cursor = 0;
  readOnly: string | undefined;
  clusterFindings: readonly ClusterFinding[] = [];

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }
}

/** The settings view in a real browser over the product's own bridge and analysis. */
export class SettingsBench {
  private browser: Browser | undefined;
  private server: ViewServer | undefined;
  private analyser: Analyser | undefined;
  readonly errors: string[] = [];
  readonly java: { version: string } = { version: newestJava };

  async start(): Promise<void> {
    [this.server, this.browser, this.analyser] = await Promise.all([
      startViewServer('settings'),
      openBrowser(),
      testAnalyser(),
    ]);
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.server?.stop();
    this.analyser?.dispose();
  }

  /** `document` may be a sentence: no file is followed then. `look` is replaced to follow another. */
  async open(
    first: TestDocument | string,
    options: { theme?: string; width?: number; height?: number } = {},
  ): Promise<{ page: Page; bridge: SettingsBridge; follow(next: TestDocument | string): void }> {
    if (!this.browser || !this.server) throw new Error('The bench was not started.');
    const { theme = 'dark', width = 340, height = 1100 } = options;
    const page = await this.browser.newPage({ viewport: { width, height } });
    this.errors.length = 0;
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()));
    page.on('pageerror', (error) => this.errors.push(error.message));
    let look = first;
    const bridge = new SettingsBridge({
      current: async () => (typeof look === 'string' ? look : this.fileOf(look)),
      write: async (ref, edits) => {
        if (typeof look === 'string' || ref.version !== look.version) return false;
        look.writes.push([...edits]);
        look.text = applyEdits(look.text, edits);
        look.version += 1;
        bridge.poke();
        return true;
      },
      explain: (_ref, rule) => typeof look !== 'string' && look.explained.push(rule),
      tail: (topics, servers) => typeof look !== 'string' && look.tails.push(`${topics.join(' ')} of ${servers}`),
      select: (_ref, offset) => typeof look !== 'string' && look.selected.push(offset),
    });
    bridge.attach(await pagePort(page));
    await page.goto(`${this.server.url}?theme=${theme}`);
    await page
      .locator('.card >> visible=true')
      .or(page.locator('.empty:not(:has-text("Looking")) >> visible=true'))
      .first()
      .waitFor();
    return {
      page,
      bridge,
      follow: (next) => {
        look = next;
        bridge.poke();
      },
    };
  }

  private fileOf(document: TestDocument): SettingsFile {
    const analyse = (text: string) => {
      const { analyser } = this;
      if (!analyser) throw new Error('The bench was not started.');
      const analysis = analyser.analyse({ path: document.name, text }, { javaClientVersion: this.java.version });
      analyser.release(analysis);
      return analysis;
    };
    return {
      ref: { uri: `test:/${document.name}`, version: document.version },
      name: document.name,
      text: document.text,
      analysis: analyse(document.text),
      clusterFindings: document.clusterFindings,
      cursor: document.cursor,
      readOnly: document.readOnly,
      javaVersion: this.java.version,
      analyse,
    };
  }
}
