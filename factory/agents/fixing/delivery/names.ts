import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { CheckName, Finding } from '../../../domain/quality-report.ts';
import { isOf, rewritten, type Change, type Suggest } from './change.ts';
import { nearest } from './nearest.ts';
import { formatWords, usedWords } from './vocabulary.ts';

const TOKEN = /[A-Za-z_][\w@-]*(?:[./][\w@-]+)*/g;

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A word by itself, not as a part of a longer one. */
const alone = (word: string): RegExp => new RegExp(`(?<![\\w@-])${escaped(word)}(?![\\w@-]|\\.\\w)`, 'g');

/** Kinds of files in which what a finding is about may be written wrongly. */
const kindsOf = ({ check }: Finding): CheckName[] =>
  check === 'consistency' ? ['pipeline-schema', 'kubernetes', 'containers'] : [check];

/** Keys of a file that its format does not know and that nothing else uses. */
const strangeKeys = (content: string, known: ReadonlySet<string>): string[] =>
  [...content.matchAll(/^ *(?:- )?([A-Za-z_]\w*):/gm)]
    .map(([, key = '']) => key)
    .filter((key) => !known.has(key));

/** Words that a message says and that the file has, those in quotation marks first; then keys that nobody knows. */
const suspectsOf = (
  { message, file }: Finding,
  within: GeneratedFile,
  known: ReadonlySet<string>,
): string[] => {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word);
  const said = [...(message.match(TOKEN) ?? [])]
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => !known.has(word));
  const strange = within.path === file ? strangeKeys(within.content, known) : [];
  return [...new Set([...quoted, ...said, ...strange])].filter((word) => alone(word).test(within.content));
};

const replaced = (within: GeneratedFile, word: string, name: string): Change[] => {
  const places = [...within.content.matchAll(alone(word))];
  const everywhere = rewritten(
    within,
    within.content.replaceAll(alone(word), () => name),
  );
  const once = places
    .slice(0, places.length > 1 ? 4 : 0)
    .flatMap(({ index }) =>
      rewritten(within, within.content.slice(0, index) + name + within.content.slice(index + word.length)),
    );
  return [...everywhere, ...once];
};

/** Replaces a word that nothing knows by the nearest ones that the format or the other files know. */
export const nearestName: Suggest = (finding, files) =>
  kindsOf(finding).flatMap((kind) => {
    const known = formatWords(kind);
    const used = usedWords(kind, files);
    const own = files.filter(({ path }) => isOf[kind]?.test(path));
    const first = own.toSorted(
      (one, other) => Number(other.path === finding.file) - Number(one.path === finding.file),
    );
    return first.flatMap((within) =>
      suspectsOf(finding, within, known)
        .slice(0, 8)
        .flatMap((word) =>
          [...new Set([...nearest(word, known, 3), ...nearest(word, used, 3)])].flatMap((name) =>
            replaced(within, word, name),
          ),
        ),
    );
  });

const DISAGREEMENT = /is "([^"]*)" in (\S+) and "([^"]*)" in (\S+?)\.?$/;

const swapped = (within: GeneratedFile | undefined, from: string, to: string): Change[] =>
  within
    ? rewritten(
        within,
        within.content.replaceAll(alone(from), () => to),
      )
    : [];

/** Two files say different things of one: either may be right. */
export const agreedValue: Suggest = ({ message }, files) => {
  const [, one = '', first, other = '', second] = DISAGREEMENT.exec(message) ?? [];
  if (one === '' || other === '') return [];
  const of = (path: string | undefined) => files.find((file) => file.path === path);
  return [...swapped(of(first), one, other), ...swapped(of(second), other, one)];
};
