const pieces =
  /(?<single>'[^']*')|(?<double>"(?:\\[\s\S]|[^"\\])*")|(?<escaped>\\[\s\S])|(?<comment>(?:^|(?<=\s))#[^\n]*)|(?<other>[\s\S])/g;

/**
 * Shell commands without what a shell takes as it is: words in single quotes, and comments. Double quotes stay as they are,
 * for what begins with a dollar is replaced in them.
 */
export const shellSkeleton = (text: string): string =>
  Array.from(text.matchAll(pieces), ({ 0: piece, groups }) => {
    if (groups?.['single']) return 'Q';
    return groups?.['comment'] ? '#' : piece;
  })
    .join('')
    .replace(/Q(?:\\'Q)+/g, 'Q');
