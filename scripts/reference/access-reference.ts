import { format, resolveConfig } from 'prettier';

import { ACCESS, type Access } from '../../platform/azure/access.ts';

const row = ({ who, needs, role, scope, why, only }: Access): string =>
  `| ${who} | ${needs} | ${role} | \`${scope}\` | ${why}${only ? ` Only with ${only}.` : ''} |`;

const document = `# Reference: who may do what in Azure

<!-- Made by \`npm run docs\` from \`platform/azure/access.ts\`. Change that, not this. -->

Two identities, no keys. Bicep assigns exactly these roles; a test compares them for each environment.

| who | for | role | on | why |
| --- | --- | --- | --- | --- |
${ACCESS.map(row).join('\n')}

Azure DevOps is no resource of Azure: the identity of the app is a user of each organisation, or a token of that organisation is in the Key Vault (\`AZURE_DEVOPS_TOKEN_SECRET\`).
`;

export const accessReference = async (): Promise<string> =>
  format(document, { ...(await resolveConfig('docs/reference/access.md')), parser: 'markdown' });
