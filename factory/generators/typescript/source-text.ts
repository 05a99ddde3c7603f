/** Text of a blueprint inside a comment: one paragraph that cannot end it. */
export const commentText = (text: string): string =>
  text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/').trim();

/** Characters of a comment line, so that it fits into the style's width with its indentation. */
const width = 100;

const wrapped = (text: string): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** A JSDoc comment. The formatter indents it. */
export const docComment = (text: string): string => {
  const lines = wrapped(commentText(text));
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */`;
};

/** Ends a sentence that a blueprint may have left open. */
export const sentence = (text: string): string => {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

/** A value as a TypeScript literal. JSON is one; the formatter chooses the quotes. */
export const literal = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** Lines of code without the empty ones that a missing part leaves. */
export const block = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join('\n');

const moduleOf = (line: string): string => /'([^']+)';$/.exec(line)?.[1] ?? '';

/** Import declarations stand sorted by the module that they name. */
const sorted = (part: string): string => {
  const lines = part.split('\n');
  return lines.every((line) => line.startsWith('import '))
    ? lines.toSorted((left, right) => (moduleOf(left) < moduleOf(right) ? -1 : 1)).join('\n')
    : part;
};

/** Paragraphs of code, an empty line between them. Import declarations come one a line. */
export const paragraphs = (...parts: readonly (string | false | undefined)[]): string =>
  `${parts.flatMap((part) => (part ? [sorted(part)] : [])).join('\n\n')}\n`;
