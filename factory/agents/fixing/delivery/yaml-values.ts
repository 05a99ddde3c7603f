import { isScalar, type Document, type Node } from 'yaml';

import { rewritten, type Suggest } from './change.ts';
import { nearest } from './nearest.ts';
import { documentsOf } from './yaml-lines.ts';

const asText = (value: unknown): string => `'${String(value).replaceAll(`'`, `''`)}'`;

/** How a value is written when it is to be of a type; `undefined` where it cannot be. */
const typed: Readonly<Record<string, (value: unknown, source: string) => string | undefined>> = {
  string: (value) => asText(value),
  integer: (value) => /^-?\d+/.exec(String(value))?.[0],
  number: (value) => /^-?\d+(?:\.\d+)?/.exec(String(value))?.[0],
  boolean: (value) => {
    if (/^(?:true|yes|on|1)$/i.test(String(value))) return 'true';
    return /^(?:false|no|off|0)$/i.test(String(value)) ? 'false' : undefined;
  },
  array: (_value, source) => (source.includes('\n') ? undefined : `[${source.trim()}]`),
};

/** Texts that a value may have been meant as, by what a validator says of it. */
const meant = (message: string, value: unknown, source: string): string[] => {
  const types = /must be ([a-z,]+)/.exec(message)?.[1]?.split(',') ?? [];
  const allowed = /allowed values: (.+)$/.exec(message)?.[1]?.split(', ') ?? [];
  return [
    ...types.flatMap((type) => typed[type]?.(value, source) ?? []),
    ...nearest(String(value), allowed),
    ...(allowed.length === 1 ? allowed : []),
  ];
};

const nodeAt = (document: Document.Parsed, pointer: string): Node | undefined => {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node: unknown = document.getIn(
    keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
    true,
  );
  return isScalar(node) ? node : undefined;
};

/** Writes a value that is of another type than its place wants, or none of those that are allowed there. */
export const correctValue: Suggest = ({ file, message }, files) => {
  const within = files.find(({ path }) => path === file && /\.ya?ml$/.test(path));
  const pointer = /(?:^|: )(\/\S+) /.exec(message)?.[1];
  if (!within || pointer === undefined) return [];
  return documentsOf(within.content).flatMap((document) => {
    const node = nodeAt(document, pointer);
    const [start, end] = node?.range ?? [];
    if (!isScalar(node) || start === undefined || end === undefined) return [];
    const { content } = within;
    return meant(message, node.value, content.slice(start, end)).flatMap((text) =>
      rewritten(within, content.slice(0, start) + text + content.slice(end)),
    );
  });
};

/** The other way round, each yes and no of a manifest by itself: what rules of security ask for is often one of them. */
export const otherAnswer: Suggest = ({ check, file }, files) => {
  const within = files.find(({ path }) => path === file && /\.ya?ml$/.test(path));
  if (!within || (check !== 'kubernetes' && check !== 'containers')) return [];
  const { content } = within;
  return [...content.matchAll(/(?<=: )(?:true|false)$/gm)].flatMap(({ 0: answer, index }) =>
    rewritten(
      within,
      `${content.slice(0, index)}${answer === 'true' ? 'false' : 'true'}${content.slice(index + answer.length)}`,
    ),
  );
};
