const mediaTypes: Readonly<Record<string, string>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
};

const weighted = (range: string): { format: string | undefined; weight: number } => {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { format: mediaTypes[type], weight: Number(weight ?? 1) };
};

/** The format that an `Accept` header prefers, the first of `formats` when it names none of them. */
export const acceptedFormat = <Format extends string>(
  accept: string | undefined,
  formats: readonly [Format, ...Format[]],
): Format => {
  const wanted = (accept ?? '')
    .split(',')
    .map(weighted)
    .filter(({ weight }) => weight > 0)
    .toSorted((left, right) => right.weight - left.weight);
  for (const { format } of wanted) {
    const found = formats.find((candidate) => candidate === format);
    if (found) return found;
  }
  return formats[0];
};
