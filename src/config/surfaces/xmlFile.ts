import type { KeyedEntry } from '../keyedUnits';
import type { Unit } from '../unit';
import { camelUriUnits } from './camelUri';
import { environmentUnits } from './environment';
import { frameworkUnits } from './frameworks';
import { variable } from './variable';
import { xmlClientUnits } from './xmlClients';

/**
 * XML files that carry settings: Camel's endpoints, clients of Spring's beans and of logging appenders, and what Maven's plugins hand to tests and containers as environment
 * variables and system properties.
 */
export function xmlUnits(source: string): readonly Unit[] {
  const text = source.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const variables = blocksOf(text, /<(environmentVariables|environment|env)>((?:(?!<\1>)[\s\S])*?)<\/\1>/g).flatMap(
    (block) => {
      const image = imageOf(text, block.start);
      const owner = { id: `xml:${block.start}`, ...(image === undefined ? {} : { image }) };
      return environmentUnits(elementsOf(block, /<([A-Z][A-Z0-9]*_[A-Z0-9_]+)>([^<]*)<\/\1>/g), owner);
    },
  );
  const properties = blocksOf(
    text,
    /<(systemPropertyVariables|systemProperties)>((?:(?!<\1>)[\s\S])*?)<\/\1>/g,
  ).flatMap((block) => {
    const entries = elementsOf(block, /<([a-z][\w-]*(?:\.[\w-]+)+)>([^<]*)<\/\1>/g);
    const { units } = frameworkUnits(
      entries.map((entry) => ({ ...entry, layer: undefined })),
      '',
      [],
    );
    return units.map((unit) => ({ ...unit, id: `xml:${block.start}:${unit.id}`, complete: false }));
  });
  return [...camelUriUnits(text), ...variables, ...properties, ...xmlClientUnits(text)];
}

interface Block {
  readonly text: string;
  readonly start: number;
}

const blocksOf = (text: string, pattern: RegExp): readonly Block[] =>
  [...text.matchAll(pattern)].map((block) => {
    const inside = block[2] ?? '';
    return { text: inside, start: block.index + (block[1] ?? '').length + 2 };
  });

const elementsOf = (block: Block, pattern: RegExp): readonly KeyedEntry[] =>
  [...block.text.matchAll(pattern)].map((element) => {
    const [, name = '', value = ''] = element;
    const at = block.start + element.index;
    return variable(name, value, { start: at + 1, end: at + 1 + name.length }, at + name.length + 2);
  });

/** The docker-maven-plugin names the image beside its `run`. */
function imageOf(text: string, at: number): string | undefined {
  const open = text.lastIndexOf('<image>', at);
  const between = open < 0 ? '' : text.slice(open, at);
  return between.includes('</image>') ? undefined : /<name>\s*([^<\s]+)\s*<\/name>/.exec(between)?.[1];
}
