import { visibleText } from '../../src/base/visibleText';
import type { FindingView } from '../../src/protocol/settings';
import { makeButton } from '../shared/controls';
import { element } from '../shared/element';

const severityNames = { error: 'Error', warning: 'Warning', info: 'Info', hint: 'Hint' } as const;

export interface FindingListener {
  fix(finding: number, fix: number): void;
  explain(finding: number): void;
}

/** The findings of a unit, worst first, each with its fixes. */
export function findingList(
  findings: readonly FindingView[],
  readOnly: boolean,
  listener: FindingListener,
): HTMLElement[] {
  return findings.map((finding) => {
    const buttons = readOnly
      ? []
      : finding.fixes.map((title, n) =>
          makeButton(title, `Write this to the file: ${title}`, () => listener.fix(finding.index, n)),
        );
    const explain = makeButton('Explain', `Explain ${finding.rule}`, () => listener.explain(finding.index));
    return element(
      'div',
      `finding ${finding.severity}`,
      element(
        'p',
        'finding-text',
        element('span', 'severity', severityNames[finding.severity]),
        ' ',
        ...(finding.connection === undefined
          ? []
          : [element('span', 'finding-cluster', `On ${visibleText(finding.connection)}:`), ' ']),
        visibleText(finding.message),
        element('span', 'finding-place', ` line ${finding.line}`),
      ),
      element('div', 'finding-buttons', ...buttons, explain),
    );
  });
}
