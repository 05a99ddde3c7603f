export type SecretRule = {
  id: string;
  /** The kind, for people: "a GitHub token". */
  what: string;
  pattern: RegExp;
  /** What redaction takes out, where that is more than the pattern shows. */
  whole?: RegExp;
  /** What to do, where it is something else than for any secret. */
  fix?: string;
};

export const ANY_FIX = 'Remove it, revoke it where it is real, and read it from Key Vault at run time.';

const BY_IDENTITY =
  'Remove it, regenerate the key where it is real, and sign in with the workload identity: the infrastructure disables keys.';

/** Formats of credentials, as their issuers document them. The quantifiers are bounded: a hostile file costs no more than its size. */
export const SECRET_RULES: readonly SecretRule[] = [
  {
    id: 'private-key',
    what: 'a private key',
    pattern: /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----/,
    whole: /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{0,20000}/,
  },
  { id: 'jwt', what: 'a JSON web token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  {
    id: 'azure-account-key',
    what: 'an account key of a connection string',
    pattern: /\b(?:AccountKey|SharedAccessKey|AccessKey)=[A-Za-z0-9+/]{40,88}={0,2}/i,
    fix: BY_IDENTITY,
  },
  {
    id: 'azure-storage-key',
    what: 'a key of 64 bytes, as storage and Cosmos DB accounts have',
    pattern: /(?<![A-Za-z0-9+/]|sha512-)[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])/,
    fix: BY_IDENTITY,
  },
  {
    id: 'application-insights',
    what: 'a connection string of Application Insights',
    pattern: /\bInstrumentationKey=[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/i,
    fix: 'Remove it, and send telemetry with the workload identity: the infrastructure disables local authentication.',
  },
  {
    id: 'azure-key',
    what: 'an Azure key that carries its issuer’s mark',
    pattern: /\b[A-Za-z0-9+/]{33,76}(?:\+ASt|\+ASb|\+AEh|ACDb|AzCa|APIM|AzSe|AzFu)[A-Za-z0-9+/]{4,8}={0,2}/,
  },
  {
    id: 'azure-sas',
    what: 'a shared access signature',
    pattern: /[?&;]sig=[A-Za-z0-9%+/]{40,120}(?:%3D|=)/i,
    fix: 'Remove it, rotate the key that signed it, and ask for a delegation of the identity where access must be shared.',
  },
  {
    id: 'azure-devops-token',
    what: 'an Azure DevOps personal access token',
    pattern: /\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b/,
  },
  {
    id: 'entra-secret',
    what: 'a client secret of Entra ID',
    pattern: /\b[\w~.-]{3}\dQ~[\w~.-]{31,37}/,
    fix: 'Remove it, delete the secret of the application registration, and trust the service account by federation.',
  },
  {
    id: 'client-secret-setting',
    what: 'a client secret in a setting',
    pattern: /\b(?:[A-Z]{1,20}_){0,3}CLIENT_SECRET["']?\s{0,4}[:=]\s{0,4}["']?(?![$<{])[\w~.+/-]{16,200}/,
    fix: 'Remove the setting, and trust the service account by federation: the identity needs no secret.',
  },
  {
    id: 'github-token',
    what: 'a GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,90})/,
  },
  { id: 'npm-token', what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b|:_authToken=(?!\$\{)\S{8,}/ },
  { id: 'aws-key', what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { id: 'slack-token', what: 'a Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
  { id: 'model-key', what: 'a key of a model provider', pattern: /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/ },
  {
    id: 'url-password',
    what: 'a password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`{}$]{1,64}:(?!\$\{|\*+@)[^\s/@"'`{}$]{3,128}@/i,
  },
  {
    id: 'assigned-secret',
    what: 'a secret that is written down',
    pattern:
      /\b(?:password|passwd|pwd|client_?secret|api_?key|access_?token)["']?\s{0,4}[:=]\s{0,4}["'](?![<$]|\*+["'])[^\s"'$]{8,200}["']/i,
  },
];
