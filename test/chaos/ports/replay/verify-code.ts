import { verifyCode as real } from '../../../../factory/verification/verify-code.ts';
import { replayed } from '../../replay/recording.ts';
import { opened } from './opened.ts';

export const verifyCode: typeof real = (input) => {
  const { files, service, plan, sandbox, key } = input;
  return opened(sandbox, key, files, () =>
    replayed('verify-code', { files, service, plan }, () => real({ ...input, key: `${key}-recorded` })),
  );
};
