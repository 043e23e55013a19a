import { visibleText } from '../../src/base/visibleText';
import { type TestStep, testSteps } from '../../src/protocol/connectionForm';
import { element } from '../shared/element';

const words: Readonly<Record<TestStep['outcome'], string>> = {
  passed: 'Passed',
  warning: 'Warning',
  failed: 'Failed',
  skipped: 'Not used',
};

/** The steps of a test, each with what was found. Read out as they come. */
export class TestList {
  readonly root = element('section', 'test');
  private readonly list = element('ol', 'steps');
  private readonly verdict = element('p', 'verdict');
  private told: TestStep[] = [];

  constructor() {
    this.root.setAttribute('aria-label', 'Test of the connection');
    this.verdict.setAttribute('role', 'status');
    this.list.setAttribute('aria-live', 'polite');
    this.root.append(this.verdict, this.list);
    this.root.hidden = true;
  }

  begin(): void {
    this.told = [];
    this.list.replaceChildren();
    this.verdict.textContent = 'Testing the connection…';
    this.root.hidden = false;
    this.root.dataset.verdict = 'running';
  }

  add(step: TestStep): void {
    this.told.push(step);
    const [, title] = testSteps.find(([id]) => id === step.id) ?? [step.id, step.id];
    const head = element('span', 'step-title', title);
    const outcome = element('span', 'step-outcome', words[step.outcome]);
    const item = element(
      'li',
      `step ${step.outcome}`,
      head,
      outcome,
      element('p', 'step-text', visibleText(step.text)),
    );
    this.list.append(item);
    item.scrollIntoView({ block: 'nearest' });
  }

  end(): void {
    const failed = this.told.find(({ outcome }) => outcome === 'failed');
    const warned = this.told.some(({ outcome }) => outcome === 'warning');
    this.root.dataset.verdict = failed ? 'failed' : warned ? 'warning' : 'passed';
    this.verdict.textContent = failed
      ? 'The connection does not work yet.'
      : warned
        ? 'The connection works, with a warning.'
        : 'The connection works.';
  }

  cancel(): void {
    this.root.dataset.verdict = 'cancelled';
    this.verdict.textContent = 'The test was stopped.';
  }
}
