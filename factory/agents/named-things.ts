import type { AgentFinding } from './define-agent.ts';

type Kind = { rule: string; what: string; pattern: RegExp };

const TOP_LEVELS =
  'com|net|org|io|dev|app|ai|co|info|biz|xyz|top|site|online|cloud|tech|sh|me|ru|cn|tk|zip|mov|test|example|invalid|internal|local|onion';

const anyOf = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'giu');

/** What data must never put into an answer. The quantifiers are bounded: a hostile text costs no more than its size. */
const KINDS: readonly Kind[] = [
  {
    rule: 'named-host',
    what: 'an address of the network',
    pattern: anyOf(
      String.raw`\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]{1,300}`,
      String.raw`\b(?:javascript|data|file|vbscript|mailto):[^\s"'<>]{1,300}`,
      String.raw`\bwww\.[a-z0-9-]{1,60}`,
      // A platform's name, not a host.
      String.raw`\b(?!(?:asp|ado|vb)\.net\b)(?:[a-z0-9-]{1,60}\.){1,6}(?:${TOP_LEVELS})\b(?![\w(])`,
      String.raw`\b\d{1,3}(?:\.\d{1,3}){3}\b`,
      String.raw`\bxn--[a-z0-9-]{1,60}`,
    ),
  },
  {
    rule: 'named-package',
    what: 'a package',
    pattern: anyOf(
      String.raw`\b(?:npm|pnpm|yarn|bun)\s{1,4}(?:i|ci|install|add|exec|dlx|x|run)\s{1,4}\S{1,200}`,
      String.raw`\b(?:pip3?|gem|brew|choco|winget|apt|apt-get|apk|conda|cargo|nuget)\s{1,4}(?:install|add)\s{1,4}\S{1,200}`,
      String.raw`\bdotnet\s{1,4}(?:add|tool|new|run)\s{1,4}\S{1,200}`,
      String.raw`\bgo\s{1,4}(?:get|install)\s{1,4}[\w-]{0,80}[./]\S{1,200}`,
      String.raw`\b(?:npx|pipx|uvx|bunx)\s{1,4}\S{1,200}`,
      String.raw`(?<![\w.@])@[a-z0-9][\w.-]{0,100}\/[\w.-]{1,100}`,
      String.raw`\b(?:import|require)\s{0,4}\(\s{0,4}["'][^"']{1,200}["']`,
      String.raw`\bimport\s[^;"']{1,80}\sfrom\s{1,4}["'][^"']{1,200}["']|\bimport\s{1,4}["'][^"']{1,200}["']\s{0,4};`,
      String.raw`"(?:dev|peer|optional)?dependencies"`,
      String.raw`\bpkg:[a-z]{2,12}\/\S{1,200}`,
      String.raw`(?<![\w.-])[a-z0-9][\w.-]{1,80}@(?:[\^~]?\d{1,6}\.\d{1,6}|latest\b|next\b)`,
    ),
  },
  {
    rule: 'named-command',
    what: 'a command',
    pattern: anyOf(
      String.raw`\b(?:curl|wget|iwr|invoke-webrequest|invoke-expression|iex|powershell|pwsh|bash|zsh|cmd(?:\.exe)?|ncat?|chmod|chown|sudo|certutil|bitsadmin|mshta|rundll32)\s{1,4}(?:-\w|\/|https?:|["'$~.]|\+x|[a-z]{1,12}\s{1,4}-)`,
      String.raw`\b(?:eval|exec|execsync|spawn|system)\(`,
      String.raw`\brm\s{1,4}-[rf]{1,3}\b`,
      String.raw`\bsh\s{1,4}-c\b|\|\s{0,4}(?:ba|z)?sh\b`,
      String.raw`\$\([^)]{1,200}\)|\$\{\{|##vso\[|<script\b|<\/script|<img\b|<iframe\b`,
      String.raw`\b(?:child_process|process\.env|globalthis|__proto__)`,
      String.raw`\b(?:drop|truncate)\s{1,4}(?:table|database)\b|;\s{0,4}--`,
      String.raw`\b(?:git\s{1,4}(?:push|clone|config|remote)|az\s{1,4}(?:login|account|keyvault|role)|kubectl\s{1,4}(?:exec|apply|delete|cp))\b`,
    ),
  },
  {
    rule: 'named-path',
    what: 'a file of a machine or a repository',
    pattern: anyOf(
      String.raw`(?:^|[\s"'(=:,])\.[\\/]|\.\.[\\/]|%2e%2e|\.\.%2f`,
      String.raw`(?:^|[\s"'(=:,])\/(?:etc|usr|home|root|tmp|var|bin|sbin|opt|proc|sys|dev|mnt)\/`,
      String.raw`\b[a-z]:\\|(?:^|[\s"'(=:,])~[\\/]`,
      String.raw`(?:^|[\s"'(=:,\\/])\.(?:npmrc|yarnrc|git|github|gitmodules|gitattributes|husky|env|ssh|aws|azure|docker|vscode|bashrc|profile)\b`,
      String.raw`(?<![\w-])[\w-]{1,80}\.(?:sh|ps1|exe|bat|cmd|dll|vbs|scr|jar|msi|yml|yaml|bicep|tf|csproj|pem|pfx)\b(?!\()`,
      String.raw`\b(?:package|package-lock|tsconfig)\.json\b|\byarn\.lock\b|\bid_rsa\b`,
    ),
  },
];

/** As a reader sees it: compatibility letters are plain ones, invisible ones are none. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}|\p{Mn}/gu, '');

type Named = { kind: Kind; name: string };

const namesIn = (text: string): Named[] =>
  KINDS.flatMap((kind) => [...plain(text).matchAll(kind.pattern)].map(([name]) => ({ kind, name })));

/** Every text of a JSON value, names of members included, with the way to it. */
const textsOf = (value: unknown, path: readonly string[]): { path: readonly string[]; text: string }[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(Array.isArray(value) ? [] : [{ path, text: key }]),
    ...textsOf(item, [...path, key]),
  ]);
};

/** Values that stand for no host: e-mail addresses and links of examples. */
const isExample = (path: readonly string[], name: string): boolean =>
  path.includes('examples') && /(?:^|\.|\/\/)example\.(?:com|org|net)(?:\/[\w/-]*)?$/iu.test(name);

type Rules = {
  /** Texts that may be named as a whole, wherever they stand. */
  allowed: readonly string[];
  /** What a member of the answer may repeat, word by word. */
  quotable: Readonly<Record<string, string>>;
};

/** Most findings of one answer. */
const MAX_FINDINGS = 20;

/** Packages, addresses, commands and files that an answer names and has no reason to. The findings do not repeat the names. */
export const namedThings = (answer: unknown, { allowed, quotable }: Rules): AgentFinding[] => {
  const known = new Set(allowed);
  const isQuote = (path: readonly string[], text: string): boolean =>
    (quotable[path[0] ?? ''] ?? '').includes(text);
  const found = new Map<string, Named[]>();
  const namesOf = (text: string): Named[] => {
    const names = found.get(text) ?? namesIn(text);
    found.set(text, names);
    return names;
  };
  return textsOf(answer, [])
    .filter(({ path, text }) => !known.has(text) && !isQuote(path, text))
    .flatMap(({ path, text }) =>
      namesOf(text)
        .filter(({ name }) => !isExample(path, name))
        .map(({ kind: { rule, what } }) => ({
          rule,
          message: `${path.join('.') || 'the whole'} names ${what}. No answer does: say what is wanted without it, or leave it out.`,
        })),
    )
    .slice(0, MAX_FINDINGS);
};
