import type { ProduceHost, SchemaChoice } from '../../src/protocol/produce';
import type { Remote } from '../../src/protocol/rpc';
import { makeDropdown } from '../shared/controls';
import { element } from '../shared/element';
import { makeInput } from '../shared/makeInput';

export type SchemaHost = Pick<Remote<ProduceHost>, 'subjects' | 'versions'>;

let lastId = 0;

/** Which schema a content is written by: a subject, to be typed or chosen, and a version of it. */
export class SchemaFields {
  readonly root: HTMLElement;
  private readonly host: SchemaHost;
  private readonly onInput: () => void;
  private readonly subject: HTMLInputElement;
  private readonly names = element('datalist', '');
  private readonly versionSlot = element('span', 'version');
  private version;
  private readonly problem = element('p', 'problem');
  private isListed = false;
  private asked = 0;

  constructor(label: string, host: SchemaHost, onInput: () => void) {
    this.host = host;
    this.onInput = onInput;
    lastId += 1;
    this.names.id = `subjects-${lastId}`;
    this.subject = makeInput(`${label}: subject of the schema`, 'subject', () => {
      void this.listVersions();
      onInput();
    });
    this.subject.setAttribute('list', this.names.id);
    this.version = this.makeVersions(label, []);
    this.versionSlot.append(this.version);
    this.problem.setAttribute('role', 'alert');
    this.root = element('div', 'schema', this.subject, this.names, this.versionSlot, this.problem);
    this.root.hidden = true;
  }

  read(): SchemaChoice {
    const version = Number(this.version.value);
    return { subject: this.subject.value.trim(), version: version > 0 ? version : 'latest' };
  }

  write({ subject, version }: SchemaChoice): void {
    this.subject.value = subject;
    this.offer(version === 'latest' ? [] : [String(version)], String(version));
  }

  /** `subject` stands there until another one is typed. */
  show(isShown: boolean, subject: string): void {
    this.root.hidden = !isShown;
    if (!isShown) return;
    if (this.subject.value === '') this.subject.value = subject;
    if (this.isListed) return;
    this.isListed = true;
    void this.listSubjects();
    void this.listVersions();
  }

  private async listSubjects(): Promise<void> {
    const { names, problem } = await this.host.subjects();
    this.problem.textContent = problem ?? '';
    this.names.replaceChildren(
      ...names.map((name) => {
        const option = element('option', '');
        option.value = name;
        return option;
      }),
    );
  }

  private async listVersions(): Promise<void> {
    this.asked += 1;
    const question = this.asked;
    const subject = this.subject.value.trim();
    const { names } = subject === '' ? { names: [] } : await this.host.versions(subject);
    if (question === this.asked) this.offer(names, String(this.version.value));
  }

  /** The toolkit's list does not forget its options: another one takes its place. */
  private offer(names: readonly string[], chosen: string): void {
    const label = this.version.title.replace(/: version of the schema$/, '');
    const made = this.makeVersions(label, names);
    this.versionSlot.replaceChildren(made);
    this.version = made;
    made.value = names.includes(chosen) ? chosen : 'latest';
  }

  private makeVersions(label: string, names: readonly string[]) {
    const options = [['latest', 'Latest version'] as const, ...names.map((name) => [name, `Version ${name}`] as const)];
    return makeDropdown(`${label}: version of the schema`, options, this.onInput);
  }
}
