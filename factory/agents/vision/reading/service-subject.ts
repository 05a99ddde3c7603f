import { SERVICE_NOUNS } from './containers.ts';
import { nounPhrase } from './noun-phrase.ts';
import { draft, use, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';

/** "The time sheet service records hours": what the service is called stands in its subject. */
export const noteServiceName = (scan: Scan, at: number): void => {
  if (scan.memory.thing !== undefined || !/^(?:the|this|our|an?)$/.test(scan.words[at]?.lower ?? '')) return;
  const phrase = nounPhrase(scan.words, at, 'subject');
  const words = phrase?.name.split(' ') ?? [];
  const next = scan.words[phrase?.to ?? 0];
  if (!phrase || words.length < 2 || !SERVICE_NOUNS.has(words.at(-1) ?? '') || !next) return;
  if (!next.verb && !verbOf(next.lower)) return;
  if (/[,;:.]/.test(scan.words[phrase.to - 1]?.close ?? '')) return;
  const name = words.slice(0, -1).join(' ');
  use(scan, at, phrase.to);
  draft(scan, at, {
    verb: 'build',
    class: 'build',
    constraints: [{ kind: 'service', value: name }],
    to: phrase.to,
  });
};
