/** What must agree across code, container, manifests, infrastructure, pipeline and documents. */
export const AGREEMENT_KINDS = [
  'ports',
  'names',
  'settings',
  'identities',
  'secrets',
  'health-paths',
  'images',
  'messaging',
  'storage',
  'environments',
  'runtime',
  'alerts',
  'dashboard',
] as const;

/** What must agree within the repository that several services share, and between it and those of the services. */
export const PLATFORM_KINDS = ['names', 'environments', 'resources', 'messaging', 'namespaces'] as const;

export type AgreementKind = (typeof AGREEMENT_KINDS)[number] | (typeof PLATFORM_KINDS)[number];

/** One comparison of what two places say. `broken` says how they differ; absent where they agree. */
export type Agreement = { kind: AgreementKind; file: string; broken?: string };

/** What a place says; `undefined` where it should say something and does not. */
export type Said = { file: string; value: string | undefined };

const shown = (value: string | undefined): string =>
  value === undefined ? 'not said' : JSON.stringify(value.slice(0, 200));

/** Holds that something is so; `broken` is what is said where it is not. */
export const holds = (kind: AgreementKind, file: string, isSo: boolean, broken: string): Agreement => ({
  kind,
  file,
  ...(isSo ? {} : { broken }),
});

/** Every other place says what the first one says. */
export const same = (kind: AgreementKind, what: string, first: Said, others: readonly Said[]): Agreement[] =>
  others.map(({ file, value }) =>
    holds(
      kind,
      file,
      value !== undefined && value === first.value,
      `${what} is ${shown(value)} in ${file} and ${shown(first.value)} in ${first.file}.`,
    ),
  );

/** What a place says is among what another one knows. */
export const among = (
  kind: AgreementKind,
  what: string,
  { file, value }: Said,
  known: { file: string; values: readonly string[] },
): Agreement =>
  holds(
    kind,
    file,
    value !== undefined && known.values.includes(value),
    `${what} is ${shown(value)} in ${file}, which ${known.file} does not know: ${known.values.join(', ') || 'it has none'}.`,
  );
