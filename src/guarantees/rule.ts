import type { Span } from '../base/span';
import type { TextEdit } from '../config/textEdit';
import type { Setting, Unit } from '../config/unit';
import type { Effective } from './effective';
import type { Severity } from './finding';
import type { TextFacts } from './textFacts';

/** A file that shows a rule at work. */
export interface Example {
  readonly path: string;
  readonly text: string;
  /** Rules that are switched off for the example: a rule that only speaks where others are silent needs it. */
  readonly off?: readonly string[];
}

/** A rule is data; its condition looks at one unit and reports where it is met. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** The condition in words, for the docs. */
  readonly condition: string;
  readonly explanation: string;
  /** When the report is right about the text and yet nothing has to be done. */
  readonly falsePositive: string;
  /**
   * Why the first fix may be applied without asking: the settings as they are do not work at all, and one correction is
   * plainly meant, so that no running program changes what it does. Absent for all other rules.
   */
  readonly safeFix?: string;
  readonly reference: string;
  readonly check: (context: RuleContext) => readonly Report[];
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

export interface RuleContext {
  readonly unit: Unit;
  /** True where settings for producers count: producers, files that both sides share, applications of Streams. */
  readonly producer: boolean;
  readonly consumer: boolean;
  readonly effective: Effective;
  readonly javaVersion: string;
  /** What other units of the same text say. */
  readonly facts: TextFacts;
  setting(key: string): Setting | undefined;
}

export interface Report {
  /** What is marked. Settings that were joined in from elsewhere are reported where they are written, not here. */
  readonly at: Setting | Span;
  /** The other side of a contradiction: marked where `at` was joined in, so that the profile that brings it says so. */
  readonly orAt?: Setting | undefined;
  readonly message: string;
  readonly severity?: Severity;
  readonly fixes?: readonly PlannedFix[];
}

/** A fix that is not yet bound to a text. */
export interface PlannedFix {
  readonly id: string;
  readonly title: string;
  /** One of several corrections that could be meant, so that a person has to choose. */
  readonly guess?: true;
  readonly plan:
    | { readonly set: Setting; readonly value: string }
    | { readonly remove: Setting }
    | { readonly edits: readonly TextEdit[] };
}

export const setTo = (setting: Setting, value: string): PlannedFix => ({
  id: `set-${setting.key}-${value}`,
  title: `Set ${setting.key}=${value}`,
  plan: { set: setting, value },
});

export const remove = (setting: Setting): PlannedFix => ({
  id: `remove-${setting.key}`,
  title: `Remove ${setting.writtenKey}`,
  plan: { remove: setting },
});

const documentation = 'https://kafka.apache.org/documentation/#';
export const producerConfig = (key: string): string => `${documentation}producerconfigs_${key}`;
export const consumerConfig = (key: string): string => `${documentation}consumerconfigs_${key}`;
export const topicConfig = (key: string): string => `${documentation}topicconfigs_${key}`;
export const brokerConfig = (key: string): string => `${documentation}brokerconfigs_${key}`;
export const kafkaDocumentation = (anchor: string): string => `${documentation}${anchor}`;

/** Where the value is that of a variable or the default of a placeholder, the message has to say whose. */
export function written({ value }: Setting): string {
  if (!value.known) return '';
  if (value.from !== undefined) return ` (${value.from})`;
  return value.defaultOf === undefined ? '' : ` (the default of \${${value.defaultOf}})`;
}

export const isJava = (unit: Unit): boolean => unit.client.name === 'java';
