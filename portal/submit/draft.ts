import type { NewProject } from '../api/types.ts';

/** The fields of the form as they were typed. */
export type Draft = {
  text: string;
  businessContext: string;
  customer: string;
  organization: string;
  project: string;
  packageFeed: string;
};

export const emptyDraft: Draft = {
  text: '',
  businessContext: '',
  customer: '',
  organization: '',
  project: '',
  packageFeed: '',
};

/** The JSON pointer of each field in the body that is sent. */
export const pointers: Record<keyof Draft, string> = {
  text: '#/text',
  businessContext: '#/businessContext',
  customer: '#/customer',
  organization: '#/azureDevOps/organization',
  project: '#/azureDevOps/project',
  packageFeed: '#/packageFeed',
};

/** What is sent: blanks at the ends go, what is empty is left out. */
export const definitionOf = (draft: Draft): NewProject => {
  const [text, businessContext, customer, organization, project, packageFeed] = [
    draft.text,
    draft.businessContext,
    draft.customer,
    draft.organization,
    draft.project,
    draft.packageFeed,
  ].map((value) => value.trim());
  const azureDevOps = { ...(organization && { organization }), ...(project && { project }) };
  return {
    text: text ?? '',
    ...(businessContext && { businessContext }),
    ...(customer && { customer }),
    ...(organization || project ? { azureDevOps } : {}),
    ...(packageFeed && { packageFeed }),
  };
};
