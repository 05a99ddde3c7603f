import type { Match, Read } from './clause-match.ts';

/** A clause that was understood and cannot be planned: the kind says why. */
export const leftAsSaid = ({ scan, at, next }: Match, kind: string): Read => ({
  constraints: [
    {
      kind,
      value: scan.words
        .slice(at, next)
        .map(({ text }) => text)
        .join(' '),
    },
  ],
});
