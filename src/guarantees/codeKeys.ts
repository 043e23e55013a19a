import type { Span } from '../base/span';
import { canonicalKey, looseKey } from '../config/canonicalKeys';
import { clientName } from '../config/clientNames';
import type { CodeLanguage } from '../config/code/codeParser';
import { setValue } from '../config/edit';
import type { Setting, Unit } from '../config/unit';
import { codePlace } from './codePlaces';
import type { Completion, CompletionRequest } from './completion';
import { detailOf, valuesOf } from './completionItems';
import { defaultOf } from './defaultOf';
import { wordAround } from './keyManners';
import { guideFor, guideKeys, guideTo } from './settingGuide';

/** Settings and their values in code: in maps with texts for keys, behind constants, in arguments and fields. */
export function codeKeys(request: CompletionRequest, language: CodeLanguage): readonly Completion[] {
  const values = valuesAt(request);
  return values.length > 0 ? values : namesAt(request, language);
}

function namesAt({ text, offset, units, readCode, javaVersion }: CompletionRequest, language: CodeLanguage) {
  const place = codePlace(text, offset, language);
  if (!place) return [];
  const { style, word, write } = place;
  // A text that no key begins with is no key, and reading the file for it would be in vain.
  const typed = text.slice(word.start, offset);
  if (style === 'text' && !guideKeys.some((key) => key.startsWith(typed.toLowerCase()))) return [];
  for (const { span, newText } of place.trials) {
    const changed = text.slice(0, span.start) + newText + text.slice(span.end);
    const tried = { start: span.start, end: span.start + newText.length };
    const landed = readCode({ span, newText }, changed).find((one) =>
      ownOf(one).some((setting) => endsIn(setting, tried)),
    );
    if (!landed) continue;
    const before = units.find((one) => one.id === landed.id);
    const others = ownOf(landed).filter((setting) => !endsIn(setting, tried));
    const unit = before ? { ...landed, role: before.role, client: before.client } : landed;
    const written = new Set([...(before?.settings ?? []), ...others].map(({ key }) => key));
    return guideFor(unit.role).flatMap((entry, order): readonly Completion[] => {
      const name = written.has(entry.key) ? undefined : clientName(unit, style, language, entry.key);
      if (name === undefined) return [];
      return [
        {
          kind: 'key',
          label: name,
          insert: write(name),
          replace: word,
          detail: detailOf(defaultOf(entry.key, unit, javaVersion)),
          meaning: entry.meaning,
          reference: entry.reference,
          order,
        },
      ];
    });
  }
  return [];
}

function valuesAt({ text, offset, readCode, javaVersion }: CompletionRequest): readonly Completion[] {
  const word = wordAround(text, offset, /[\w.$-]/);
  const name = nameBefore.exec(text.slice(Math.max(0, word.start - 120), word.start))?.[1] ?? '';
  if (!isName(name)) return [];
  const changed = `${text.slice(0, word.start)}0${text.slice(word.end)}`;
  for (const unit of readCode({ span: word, newText: '0' }, changed)) {
    const setting = ownOf(unit).find(({ valueSpan }) => valueSpan.start === word.start);
    const entry = setting && guideTo(setting.key);
    if (!setting || !entry) continue;
    const values = entry.values.filter(
      ({ value }) => !(value === 'none' && entry.key === 'auto.offset.reset' && unit.client.name !== 'java'),
    );
    return valuesOf({ ...entry, values }, unit, javaVersion, (value) => spelled(changed, unit, setting, value)).map(
      (item) => ({
        ...item,
        replace: word,
      }),
    );
  }
  return [];
}

/** The name in front of a value: `"acks", `, `Acks = `, `.acks(`, `ACKS_CONFIG, `. */
const nameBefore = /([\w.-]+)["'`]?\s*(?:\]\s*=|=>|->|[=:,(]|\bto\b)\s*["'`]?$/;

function isName(name: string): boolean {
  const plain = name.replace(/_CONFIG$/, '').replace(/^with_?(?=\w)/, '');
  const last = plain.slice(plain.lastIndexOf('.') + 1);
  return canonicalKey(plain) !== undefined || looseKey(plain) !== undefined || looseKey(last) !== undefined;
}

/** A value as the place writes it: in quotes where it has none, in the client's words. */
function spelled(text: string, unit: Unit, setting: Setting, value: string): string {
  // ProducerConfig takes texts only for acks, and a number is an exception.
  const isText = setting.key === 'acks' && unit.client.name === 'java' && setting.form === 'expression';
  if (isText && setting.spellings?.[value] === undefined) return `"${value}"`;
  return setValue(text, setting, value)[0]?.newText ?? value;
}

const ownOf = (unit: Unit): readonly Setting[] => unit.settings.filter(({ inherited }) => !inherited);

/** A constant begins with its class, in front of what is tried. */
const endsIn = ({ keySpan }: Setting, { start, end }: Span): boolean => start < keySpan.end && keySpan.end <= end;
