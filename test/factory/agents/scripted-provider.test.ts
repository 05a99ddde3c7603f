import { modelProviderContract } from '../../platform/contract/model-provider-contract.ts';
import { scriptedProvider } from './scripted-provider.ts';

modelProviderContract('The scripted provider', {
  answering: (answer) => scriptedProvider([{ answer }]),
  refusing: (refusal) => scriptedProvider([{ refusal }]),
  hanging: () => scriptedProvider([{ hangs: 'heeding' }]),
  rateLimited: (rateLimitedMs) => scriptedProvider([{ rateLimitedMs }]),
  unreachable: () => scriptedProvider([{ networkError: 'read ECONNRESET' }]),
});
