import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { Operator, Site } from './mutation.ts';

/** An operator on what a pattern finds in the files of a kind. */
const onMatches = (
  name: string,
  files: RegExp,
  pattern: RegExp,
  change: (found: string) => string,
): Operator => ({
  name,
  sites: (tree) =>
    tree
      .filter(({ path }) => files.test(path))
      .flatMap(({ path, content }: GeneratedFile): Site[] =>
        [...content.matchAll(pattern)].map(({ 0: found, index }) => ({
          path,
          edit: { start: index, end: index + found.length, text: change(found) },
        })),
      ),
});

const YAML = /\.ya?ml$/;
const BICEP = /\.bicep$/;

/** Two letters in the middle change places, or the last one is doubled where that would change nothing. */
const misspelt = (word: string): string => {
  const at = Math.floor(word.length / 2);
  const swapped = `${word.slice(0, at - 1)}${word.charAt(at)}${word.charAt(at - 1)}${word.slice(at + 1)}`;
  return swapped === word ? word + word.slice(-1) : swapped;
};

/** Mistakes in pipelines, manifests, templates and container files. */
export const deliveryOperators: readonly Operator[] = [
  onMatches('break YAML indentation', YAML, /^ {2,}(?=\w[\w-]*:)/gm, (found) => ` ${found}`),
  onMatches('misspell YAML key', YAML, /(?<=^ *(?:- )?)[a-zA-Z]{4,}(?=:)/gm, misspelt),
  onMatches('misspell pipeline task', YAML, /(?<=task: ['"]?)\w{4,}/g, misspelt),
  onMatches(
    'rename Bicep symbol',
    BICEP,
    /(?<=^(?:param|var|resource|module) )\w+/gm,
    (found) => `${found}X`,
  ),
  onMatches('delete Bicep parameter', BICEP, /^param .*\n/gm, () => ''),
  onMatches('misspell Dockerfile instruction', /Dockerfile$/, /^(?:COPY|RUN|USER|WORKDIR|CMD)\b/gm, misspelt),
];
