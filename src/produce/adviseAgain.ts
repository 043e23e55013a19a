import type { ProduceForm } from '../protocol/produce';
import { isMessageId } from '../tail/detectIdentity';
import type { RecordToEdit } from './firstForm';

/**
 * What is to be known of a record that is sent again, a sentence each: whoever looks for copies finds this one. `before` is
 * the form as it was filled with the record.
 */
export function adviseAgain(form: ProduceForm, original: RecordToEdit, before: ProduceForm, topic: string): string[] {
  const place = `${topic}, partition ${original.partition}, offset ${original.offset}`;
  const isSame = (name: string): boolean => {
    const values = (of: ProduceForm): string => JSON.stringify(of.headers.filter((one) => one.name === name));
    return values(form) === values(before);
  };
  const kept = [...new Set(before.headers.map(({ name }) => name))].filter((name) => isMessageId(name) && isSame(name));
  if (kept.length > 0)
    return [
      `${kept.length === 1 ? 'Header' : 'Headers'} ${kept.join(', ')} ${kept.length === 1 ? 'is' : 'are'} kept from ${place}: the new record will be seen as a duplicate of it, here and by consumers that go by that id. Change the id to send a new message.`,
    ];
  const isEqual = ['key', 'value', 'headers'].every(
    (field) => JSON.stringify(Reflect.get(form, field)) === JSON.stringify(Reflect.get(before, field)),
  );
  return isEqual ? [`Key, value and headers are still those of ${place}: the new record will be a copy of it.`] : [];
}
