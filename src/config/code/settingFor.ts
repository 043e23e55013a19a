import { readValue } from '../readValue';
import type { Setting, SettingValue } from '../unit';
import type { Evaluated, Library, Write } from './values';

/**
 * A written setting in Kafka's words; none where it is taken out or left empty. `option` chooses one of several values.
 * What was reported for another client already is only joined in.
 */
export function settingFor(
  library: Library,
  write: Write,
  option: number | undefined,
  seen: Set<string>,
): readonly Setting[] {
  const { value: whole, key } = write;
  const { value } = whole ?? {};
  const chosen = option !== undefined && value?.kind === 'alternatives' ? value.options[option] : whole;
  if (!chosen || chosen.code.kind === 'nothing') return [];
  const known = write.certain ? knownValue(library, key, chosen) : unknownValue;
  const { code } = chosen;
  const isText = code.kind === 'text';
  const place = `${key}@${write.keySpan.start}@${code.span.start}`;
  const inherited = seen.has(place);
  if (known.known) seen.add(place);
  const spellings = isText ? undefined : library.words?.(key, chosen.value);
  const wanted = key === 'transactional.id' && !known.known ? computed : known;
  return [
    {
      key,
      writtenKey: write.written,
      // One of several values is reported where it stands, which can be lines below the key.
      keySpan: option === undefined ? write.keySpan : code.span,
      value: wanted,
      valueSpan: isText ? (readText(code)?.span ?? code.inner) : code.span,
      // The value of one branch only cannot be cut out of the expression.
      removals: option === undefined ? write.removals : [],
      form: isText ? 'plainValue' : chosen.isMarker ? 'marker' : 'expression',
      ...(spellings ? { spellings } : {}),
      ...(inherited ? { inherited } : {}),
    },
  ];
}

const unknownValue: SettingValue = { known: false };

/** A transactional id is there whatever its text is: one with the name of a pod in it is the usual way. */
const computed: SettingValue = { known: true, text: '(computed)', type: 'text' };

const readText = (code: Evaluated['code']) =>
  code.kind === 'text' && code.text !== undefined ? readValue(code.text, code.inner.start) : undefined;

function knownValue(library: Library, key: string, { value, code }: Evaluated): SettingValue {
  const translated = library.value?.(key, value);
  if (translated) return { known: true, ...translated };
  const text = readText(code);
  if (text) return text.value;
  return value.kind === 'scalar' ? { known: true, text: value.text, type: value.type } : unknownValue;
}
