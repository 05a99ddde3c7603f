/** What a Markdown document names: paths, links, npm scripts, commands of the factory. */

const withoutFences = (markdown: string): string => markdown.replaceAll(/^```[\s\S]*?^```$/gm, '');
const fences = (markdown: string): string[] =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
export const codeSpans = (markdown: string): string[] =>
  [...withoutFences(markdown).matchAll(/`([^`]+)`/g)].map(([, text]) => text!.replaceAll(/\s+/g, ' '));

/** `a/{b,c}/d` → `a/b/d`, `a/c/d`. */
const expanded = (path: string): string[] => {
  const found = /^(.*?)\{([^{}]+)\}(.*)$/.exec(path);
  if (!found) return [path];
  const [, before = '', choices = '', after = ''] = found;
  return choices.split(',').flatMap((choice) => expanded(before + choice + after));
};

const MEDIA_TYPE = /^(?:application|text)\/[\w.+-]+$/;
const FILE = /^[\w.-]+\.(?:ts|mjs|md|json|ya?ml|sh|html|css)$/;

/** Folders and files with all that is above them, and each also under the end of its path. */
export const placesOf = (files: readonly string[]): ReadonlySet<string> => {
  const places = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    for (let end = 1; end <= parts.length; end += 1)
      for (let start = 0; start < end; start += 1) places.add(parts.slice(start, end).join('/'));
  }
  return places;
};

const WILD = /<[\w-]+>|\*|…/g;

/** Whether there is such a place; `<name>`, `*` and `…` stand for one segment or part of one. */
export const isPlace = (path: string, places: ReadonlySet<string>): boolean => {
  const plain = path.replace(/\/$/, '');
  if (!plain.match(WILD)) return places.has(plain);
  const pattern = plain
    .split(WILD)
    .map((part) => part.replaceAll(/[.+$()[\]|\\]/g, String.raw`\$&`))
    .join('[^/]+');
  return [...places].some((place) => new RegExp(`^${pattern}$`).test(place));
};

/** Code spans that name a path: they begin with a folder that there is, or end as files do. */
export const pathsOf = (markdown: string, places: ReadonlySet<string>): string[] =>
  codeSpans(markdown)
    .filter((span) => !/[\s$:()?\\^]|^[/@~.]|\/\//.test(span) && !MEDIA_TYPE.test(span))
    .flatMap(expanded)
    .filter((span) => {
      const [first = '', ...rest] = span.split('/');
      return rest.length > 0 ? places.has(first) || FILE.test(rest.at(-1) ?? '') : FILE.test(span);
    });

export const linksOf = (markdown: string): string[] =>
  [
    ...withoutFences(markdown)
      .replaceAll(/`[^`]+`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target]) => target!)
    .filter((target) => !/^https?:/.test(target));

/** Anchors of the headings of a document. */
export const anchorsOf = (markdown: string): string[] =>
  [...withoutFences(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

const commandsOf = (markdown: string): string[] => [...codeSpans(markdown), ...fences(markdown)];

export const npmScriptsOf = (markdown: string): string[] =>
  commandsOf(markdown).flatMap((text) =>
    [...text.matchAll(/\bnpm (?:run (?:--?\w+ )*([\w:-]+)|(test|start)\b)/g)].map(
      ([, run, own]) => run ?? own!,
    ),
  );

export const factoryCommandsOf = (markdown: string): string[] =>
  commandsOf(markdown).flatMap((text) =>
    [...text.matchAll(/(?:\bnpx |^)factory ([a-z]+)\b/gm)].map(([, command]) => command!),
  );

/** The lines of its `sh` blocks that are commands; a line that ends with `\` goes on. */
export const shellLines = (markdown: string): string[] =>
  fences(markdown)
    .flatMap((text) => text.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
