/** An element of a build file. Names without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Between its tags, trimmed; without the text of its children. */
  readonly text: string;
}

interface Draft {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Draft[];
  text: string;
}

/** Deeper than any build file. */
const maxDepth = 64;

/**
 * The elements of an XML text, under a nameless root. Tolerant, because files are read while somebody types: an end tag
 * closes the nearest element of its name, what stays open ends with the text. Entities beyond the five of XML are left
 * as they are, so a text cannot grow. The libraries looked at throw on half a file or bring six packages along.
 */
export function readXml(text: string): XmlElement {
  const root: Draft = { name: '', attributes: {}, children: [], text: '' };
  const open: Draft[] = [root];
  const token =
    /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<[?!][^>]*>|<\/([^\s>]+)[^>]*>|<([A-Za-z_][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;
  for (const [, cdata, closed, opened, attributes, empty, plain] of text.matchAll(token)) {
    const top = open[open.length - 1] ?? root;
    if (plain !== undefined) top.text += decode(plain);
    else if (cdata !== undefined) top.text += cdata;
    else if (closed !== undefined) close(open, local(closed));
    else if (opened !== undefined) {
      const element = { name: local(opened), attributes: attributesOf(attributes ?? ''), children: [], text: '' };
      top.children.push(element);
      if (!empty && open.length < maxDepth) open.push(element);
    }
  }
  return trimmed(root);
}

export const childrenOf = (element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    element ? [element] : [],
  );

export const textOf = (element: XmlElement | undefined, name: string): string | undefined =>
  childrenOf(element, name)[0]?.text;

function close(open: Draft[], name: string): void {
  const at = open.findLastIndex((element) => element.name === name);
  if (at > 0) open.length = at;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesOf(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries(
    [...found].map(([, name, double, single]) => [local(name ?? ''), decode(double ?? single ?? '')]),
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => entities[name] ?? '');

const trimmed = ({ name, attributes, children, text }: Draft): XmlElement => ({
  name,
  attributes,
  children: children.map(trimmed),
  text: text.trim(),
});
