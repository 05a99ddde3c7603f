import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

import { bits, boolean, choice, field, integer, octets, oid, sequence, set, utcTime, utf8 } from './der.ts';

const DAY_MS = 86_400_000;
const SHA256_WITH_ECDSA = sequence(oid('1.2.840.10045.4.3.2'));

const name = (text: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(text))));

const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), octets(value));

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** PEM. */
export type Certified = { key: string; certificate: string };

/** A certificate for `localhost` and 127.0.0.1 that is its own authority, made anew: no key lies in the repository. PEM. */
export const selfSigned = (now = new Date()): Certified => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  // Of its own: who trusts several finds them by name.
  const subject = name(`loopback ${serial.toString('hex')}`);
  const hosts = sequence(
    choice(2, Buffer.from('localhost')),
    choice(2, Buffer.from('*.localhost')),
    choice(7, Buffer.from([127, 0, 0, 1])),
  );
  const content = sequence(
    field(0, integer(Buffer.from([2]))),
    integer(serial),
    SHA256_WITH_ECDSA,
    subject,
    sequence(utcTime(new Date(now.getTime() - DAY_MS)), utcTime(new Date(now.getTime() + DAY_MS))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    field(3, sequence(extension('2.5.29.17', hosts), extension('2.5.29.19', sequence(boolean(true))))),
  );
  const signature = createSign('sha256').update(content).sign(privateKey);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(sequence(content, SHA256_WITH_ECDSA, bits(signature))),
  };
};
