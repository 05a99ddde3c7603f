import { servicePrefix } from '../../factory/domain/artifact.ts';
import type { Review } from '../../factory/domain/review.ts';
import { indent } from './indent.ts';
import type { Paint } from './paint.ts';

/** A path that a shell takes as one word and a person can copy. */
const isPlain = (path: string): boolean => /^[\w./-]+$/.test(path);

/** What the following stages read: of what is shown, the data. Documents are written from it, reports cannot be amended. */
const dataShown = ({ subject }: Review): string | undefined =>
  subject.evidence.find(({ path }) => path.endsWith('.json') && !path.startsWith('quality/') && isPlain(path))
    ?.path;

/** Path of the artifact that an amendment is most likely of, or the beginning of it with an ellipsis. */
export const amendedPath = (review: Review): string =>
  dataShown(review) ?? `${review.service ? servicePrefix(review.service) : ''}…`;

/** How a person gets the file that takes the place of an artifact; nothing where none may. */
export const amendmentLines = (review: Review, option: string, paint: Paint): string[] => {
  if (!review.decisions.includes('amend')) return [];
  const { id, projectId } = review;
  const artifacts = `npx factory artifacts ${projectId}`;
  const path = dataShown(review);
  const file = path?.split('/').at(-1) ?? 'FILE';
  const of = path ?? amendedPath(review);
  return [
    '',
    paint('bold', 'To amend'),
    ...indent([
      ...(path ? [] : [`${artifacts}${option}    lists the paths`]),
      `${artifacts} ${of}${option} > ${file}`,
      `Change ${file}, then:`,
      `npx factory decide ${id} --amend ${file} --path ${of}${option}`,
    ]),
  ];
};
