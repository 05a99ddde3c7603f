import { createHash } from 'node:crypto';

const OPENING = /<data-([0-9a-f]{32}) name="([a-z-]+)">\n/;

/** What a prompt holds as data, by name, and what stands outside: that alone may be an instruction. */
export type Fences = { data: { name: string; text: string }[]; outside: string };

/** Whether a mark belongs to its text: nobody writes a text that holds the hash of itself. */
const isOwn = (mark: string, name: string, text: string): boolean =>
  mark === createHash('sha256').update(`${name}\n${text}`).digest('hex').slice(0, 32);

/** Reads a prompt from its beginning: what looks like a fence within data is data. */
export const readFences = (prompt: string): Fences => {
  const data: Fences['data'] = [];
  let rest = prompt;
  let outside = '';
  for (let opening = OPENING.exec(rest); opening; opening = OPENING.exec(rest)) {
    const [line, mark = '', name = ''] = opening;
    const from = opening.index + line.length;
    const closing = `\n</data-${mark}>`;
    const to = rest.indexOf(closing, from);
    const text = rest.slice(from, to);
    if (to < 0 || !isOwn(mark, name, text)) throw new Error(`The fence of ${name} is none.`);
    data.push({ name, text });
    outside += rest.slice(0, opening.index);
    rest = rest.slice(to + closing.length);
  }
  return { data, outside: outside + rest };
};
