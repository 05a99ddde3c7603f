/** A mistake that a tool has a code for, in files of their own; `src/a.ts` holds it. */
export type Planted = {
  code: string;
  texts: Readonly<Record<string, string>>;
  /** Stands in the file of that path when it is cured, and not before. */
  becomes: readonly [string, string];
};

/** The file that begins with something superfluous. */
const ONE = 'export const one = 1;\n';
export const superfluous = (code: string, text: string): Planted => ({
  code,
  texts: { [A]: `export const zero = 0;\n${text}${ONE}` },
  becomes: [A, `export const zero = 0;\n${ONE}`],
});

export const A = 'src/a.ts';
export const B = 'src/b.ts';

export const load = 'export const load = async (id: string): Promise<string[]> => [id];\n';
export const state = 'export type State = { recordedAt: string; kind: "new" | "known" };\n';
export const cat =
  'export class Cat {\n  name = "cat";\n  age = 1;\n}\nexport const find = async (): Promise<Cat> => new Cat();\n';

/** Mistakes about promises, at `use` of what is imported from `src/b.ts`. */
export const unawaited = (code: string, body: string, becomes: string): Planted => ({
  code,
  texts: { [A]: body, [B]: load + cat },
  becomes: [A, becomes],
});

export const alone = (code: string, text: string, becomes: string): Planted => ({
  code,
  texts: { [A]: text },
  becomes: [A, becomes],
});

export const beside = (code: string, text: string, other: string, becomes: string): Planted => ({
  code,
  texts: { [A]: text, [B]: other },
  becomes: [A, becomes],
});
