export const etagOf = (version: number): string => `"${version}"`;

/** Versions that an `If-Match` header names; undefined when any will do. A tag that is none of ours matches nothing. */
export const versionsOf = (ifMatch: string | undefined): number[] | undefined =>
  ifMatch === undefined || ifMatch.trim() === '*'
    ? undefined
    : ifMatch.split(',').flatMap((tag) => {
        const [, digits] = /^\s*"(\d+)"\s*$/.exec(tag) ?? [];
        return digits === undefined ? [] : [Number(digits)];
      });
