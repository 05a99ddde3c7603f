import { createHash } from 'node:crypto';

/** A text from outside the factory, and what it is: `definition`. */
export type Material = { name: string; text: string };

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A mark that its text cannot hold: it comes from the text itself, the same for the same text. */
export const fenceMark = ({ name, text }: Material): string => {
  const lower = text.toLowerCase();
  let mark = hash(`${name}\n${text}`);
  while (lower.includes(mark)) mark = hash(`${mark}\n${text}`);
  return mark;
};

/** The text between two lines that only this text can have. */
export const fenced = (material: Material): string => {
  const mark = fenceMark(material);
  return `<data-${mark} name="${material.name}">\n${material.text}\n</data-${mark}>`;
};
