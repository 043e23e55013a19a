import { makeUnit } from '../makeUnit';
import { textSetting } from '../textSetting';
import type { Unit } from '../unit';
import { anyWords } from '../words';

/** Jaeger's flag on command lines, in whatever file: `--kafka.producer.required-acks=noack`. */
export function jaegerArgumentUnits(text: string): readonly Unit[] {
  if (!text.includes('--kafka.producer.required-acks')) return [];
  const flag = /(?<=^|[\s"'[,(])(--kafka\.producer\.required-acks)([=\s]["']?)([\w-]+)/gm;
  return [...text.matchAll(flag)].flatMap((found) => {
    const [, name = '', between = '', value = ''] = found;
    const lineStart = text.lastIndexOf('\n', found.index) + 1;
    if (/^\s*(?:#|\/\/)/.test(text.slice(lineStart, found.index))) return [];
    const at = found.index + name.length + between.length;
    const unit = makeUnit({
      id: `jaeger:${found.index}`,
      role: 'producer',
      surface: 'shell',
      label: 'Jaeger producer',
      settings: [textSetting('acks', { name, at: found.index }, { text: value, at }, anyWords)],
      client: 'sarama',
      frame: 'jaeger',
    });
    return unit ?? [];
  });
}
