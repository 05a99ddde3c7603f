import { criticalError, PortError } from './port-error.ts';

/** Windows gives these names to devices, whatever extension follows. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[1-9¹²³]|lpt[1-9¹²³]) *(?:\.|$)/iu;

const segmentProblem = (segment: string): string | undefined => {
  if (segment === '') return 'has an empty segment';
  if (segment === '.' || segment === '..') return `has the segment "${segment}"`;
  if (/[. ]$/.test(segment)) return 'has a segment that ends in a dot or a space';
  return deviceName.test(segment) ? 'has a segment that is a device name on Windows' : undefined;
};

/** What makes a path unfit to be written below a folder on any operating system; `undefined` for a safe one. */
export const pathProblem = (path: string): string | undefined => {
  if (path === '') return 'is empty';
  if (path.startsWith('/')) return 'is absolute';
  if (path.includes('\\')) return 'has a backslash';
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(path)) return 'has a control or invisible character';
  if (/[<>:"|?*]/.test(path)) return 'has a character that Windows refuses';
  for (const segment of path.split('/')) {
    const problem = segmentProblem(segment);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** Quoted, escaped and cut for a message. */
export const quotePath = (path: string): string => JSON.stringify(path).slice(0, 200);

/** Equal for paths that a file system which ignores case or Unicode composition takes for one. */
const fold = (path: string): string => path.normalize('NFC').toUpperCase().normalize('NFC');

const refuseCollisions = (paths: Iterable<string>): void => {
  const seen = new Map<string, { spelling: string; kind: 'file' | 'folder' }>();
  for (const path of paths) {
    const segments = path.split('/');
    for (let depth = 1; depth <= segments.length; depth++) {
      const spelling = segments.slice(0, depth).join('/');
      const kind = depth === segments.length ? 'file' : 'folder';
      const other = seen.get(fold(spelling));
      if (other && (other.spelling !== spelling || other.kind !== kind)) {
        throw new PortError(
          'critical',
          `The ${kind} ${quotePath(spelling)} collides with the ${other.kind} ${quotePath(other.spelling)} where case or Unicode form is ignored. Nothing was written; rename one of them.`,
        );
      }
      seen.set(fold(spelling), { spelling, kind });
    }
  }
};

/**
 * Throws kind `critical` when a path is unsafe, is given twice, or cannot stand beside another one: of the same call or of
 * `existing` ones (which a path may equal: it replaces that file).
 */
export const refuseUnsafePaths = (paths: readonly string[], existing: readonly string[] = []): void => {
  const given = new Set<string>();
  for (const path of paths) {
    const problem = given.has(path) ? 'was given twice' : pathProblem(path);
    if (problem !== undefined) {
      throw criticalError(
        'path-escape',
        `The path ${quotePath(path)} ${problem}. Nothing was written; correct what made the path.`,
      );
    }
    given.add(path);
  }
  refuseCollisions(new Set([...existing, ...paths]));
};
