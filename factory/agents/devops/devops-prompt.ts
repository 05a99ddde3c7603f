import type { Service } from '../../domain/blueprint.ts';
import type { Prompt } from '../define-agent.ts';

const instructions = `\
You are the DevOps agent of a software factory. Plan how the service in data "service" is delivered to Azure Kubernetes Service and operated.
Answer with one JSON object of the given schema and nothing else.

Rules:
1. Environments dev, staging and production; production needs an approval.
2. Settings are environment variables. A fixed one has its value here, any other comes from infrastructure, from the workload
   identity or, for the address of an external system, from a variable of the pipeline. No secret is a setting: resources are reached with the workload identity, other secrets live in Key Vault.
3. List only resources that the blueprint needs, each with the reason.
4. Subscriptions are those to the topics of the services whose events it reacts to.
5. Every alert has a measurable condition and a runbook entry: what it means and the first steps, in the order to take them.`;

/** What a model is asked for: the service as JSON. */
export const devopsPrompt: Prompt<Service> = {
  version: 'devops-2',
  instructions,
  material: (service) => [{ name: 'service', text: JSON.stringify(service) }],
};
