import { readHocon } from '../hocon';
import { readLogstashPipeline } from '../logstashPipeline';
import type { SectionMemos } from '../sectionMemos';
import { readBracketSections, readTagSections } from '../sections';
import { readToml } from '../toml';
import { type Tree, textAt } from '../tree';
import type { Unit } from '../unit';
import { fluentBitInput, fluentBitOutput, fluentdUnit } from './fluent';
import { logstashUnits } from './logstash';
import { rsyslogUnits } from './rsyslog';
import { seatunnelUnits } from './seatunnel';
import { syslogNgUnits } from './syslogNg';
import { telegrafUnits } from './telegraf';

export interface ConfReading {
  readonly units: readonly Unit[];
  /** For formats that any application may use. */
  readonly documents: readonly Tree[];
}

/** A file called `.conf`: the name says nothing, so the text has to. */
export function readConf(text: string, memos?: SectionMemos): ConfReading {
  const none: readonly Tree[] = [];
  if (/^[ \t]*(?:input|filter|output)[ \t]*\{/m.test(text)) {
    return { units: readLogstashPipeline(text).flatMap(logstashUnits), documents: none };
  }
  if (/^[ \t]*\[\[?(?:outputs|inputs|agent)\b/m.test(text)) {
    return { units: readToml(text, 0, memos?.toml).flatMap(telegrafUnits), documents: none };
  }
  if (/^[ \t]*\[(?:OUTPUT|INPUT|SERVICE|FILTER)\]/im.test(text))
    return { units: fluentBitClassic(text), documents: none };
  if (/^[ \t]*<(?:match|source|store|label|filter)\b/m.test(text)) return { units: fluentd(text), documents: none };
  if (/\bomkafka\b|\bimkafka\b/.test(text)) return { units: rsyslogUnits(text), documents: none };
  if (/\bkafka(?:-c)?\s*\(/.test(text) && /^[ \t]*destination\s+\w+\s*\{/m.test(text))
    return { units: syslogNgUnits(text), documents: none };
  // Other daemons' files are not for a reader of HOCON: it would find pairs where there are none.
  if (/^[ \t]*(?:(?:location|upstream|LoadModule)\s|<VirtualHost|(?:source|destination|log)\s+\w+\s*\{)/m.test(text)) {
    return { units: [], documents: none };
  }
  const documents = readHocon(text, 0, memos?.hocon);
  return { units: documents.flatMap(seatunnelUnits), documents };
}

function fluentBitClassic(text: string): readonly Unit[] {
  return readBracketSections(text).flatMap(({ name, pairs, headSpan }) => {
    if (textAt(pairs, 'name')?.toLowerCase() !== 'kafka') return [];
    if (/^output$/i.test(name)) return fluentBitOutput(pairs, `${headSpan.start}`);
    return /^input$/i.test(name) ? fluentBitInput(pairs, `${headSpan.start}`) : [];
  });
}

function fluentd(text: string): readonly Unit[] {
  return readTagSections(text).flatMap(({ name, pairs, headSpan }) => {
    const type = textAt(pairs, '@type') ?? textAt(pairs, 'type') ?? '';
    const output = name === 'match' || name === 'store';
    return output && /^(?:kafka2?|kafka_buffered|rdkafka2?)$/.test(type)
      ? fluentdUnit(pairs, `${headSpan.start}`, type)
      : [];
  });
}
