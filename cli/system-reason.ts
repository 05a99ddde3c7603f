/** What the codes of the system mean, for people. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'You may not do that there',
  EPERM: 'The system does not allow it',
  EROFS: 'It is on a file system that can only be read',
  ENOENT: 'There is no such file or folder',
  ENOTDIR: 'Something on the way to it is a file, not a folder',
  ENOSPC: 'The disk is full',
  EDQUOT: 'Your share of the disk is used up',
  EADDRINUSE: 'Another program listens there',
  EADDRNOTAVAIL: 'This machine does not have that address',
};

/** `The disk is full (ENOSPC).` */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return message;
  return `${reasons[code] ?? 'The system refuses it'} (${code}).`;
};
