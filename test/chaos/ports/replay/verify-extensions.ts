import { verifyExtensions as real } from '../../../../factory/verification/verify-extensions.ts';
import { replayed } from '../../replay/recording.ts';
import { opened } from './opened.ts';

export const verifyExtensions: typeof real = (sandbox, key, files) =>
  opened(sandbox, key, files, () =>
    replayed('verify-extensions', { files }, () => real(sandbox, `${key}-recorded`, files)),
  );
