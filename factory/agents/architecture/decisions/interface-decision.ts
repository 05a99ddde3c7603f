import type { ProductPlan } from '../../../domain/product-plan.ts';
import type { Draft } from './draft.ts';

const REST: Draft = {
  title: 'REST with OpenAPI as the contract',
  context:
    'Clients of many kinds use the service, and nothing in the definition asks for streaming between services.',
  decision:
    'Resources over HTTP with JSON. The OpenAPI document is published, requests are validated from it, and errors are problem details (RFC 9457).',
  consequences: ['Clients can be generated.', 'A change of the document is a change of the contract.'],
  alternatives: [{ option: 'gRPC', rejectedBecause: 'no internal streaming call asks for it' }],
};

/** REST always; gRPC beside it where the text asks for it. */
export const interfaceDecision = ({ interfaces }: ProductPlan): Draft => {
  const [grpc] = interfaces;
  if (!grpc) return REST;
  return {
    title: 'REST for everyone, gRPC for other services',
    context: `${grpc.because} Clients of other kinds speak HTTP.`,
    decision:
      'Both interfaces call the same use cases: resources over HTTP with JSON and an OpenAPI document, and one rpc for each operation from a published proto file, with a typed client. Problems are the same, as status codes and with the problem’s JSON in a trailer.',
    consequences: [
      'Whatever holds over one interface holds over the other.',
      'Two contracts are published and have to be kept compatible.',
    ],
    alternatives: [
      { option: 'gRPC alone', rejectedBecause: 'browsers and people with a command line could not call it' },
      { option: 'REST alone', rejectedBecause: 'the definition asks for gRPC' },
    ],
  };
};
