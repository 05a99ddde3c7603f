import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { expect, it, onTestFinished } from 'vitest';

import { bearerAuthentication } from '#connectsoft/authentication';
import { issuedTokens } from '#connectsoft/token-issuer';

/** An identity provider on this machine: what it answers at each path, and which paths were asked for. */
const provider = async () => {
  const answers: Record<string, object | undefined> = {};
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration = { issuer, jwks_uri: `${issuer}/keys` };
  return { issuer, answers, asked, configuration };
};

const keyPair = async (alg: string) => {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: alg } };
};

const signed = (issuer: string, alg: string, key: CryptoKey) =>
  new SignJWT({ roles: ['clerk'], email: 'mia@example.com' })
    .setProtectedHeader({ alg, kid: alg })
    .setIssuer(issuer)
    .setAudience('bookings')
    .setExpirationTime('1 min')
    .sign(key);

const discovery = '/.well-known/openid-configuration';
const mia = { name: 'mia@example.com', roles: ['clerk'] };
const particulars = { audience: 'bookings', nameClaim: 'email' };

it.each(['RS256', 'PS256', 'ES256'])('believes what the issuer signed with %s', async (alg) => {
  const { issuer, answers, asked, configuration } = await provider();
  const { privateKey, jwk } = await keyPair(alg);
  answers[discovery] = configuration;
  answers['/keys'] = { keys: [jwk] };
  const authenticate = bearerAuthentication([issuedTokens({ issuer, ...particulars })]);
  const header = `Bearer ${await signed(issuer, alg, privateKey)}`;
  expect(await authenticate(header)).toEqual(mia);
  expect(await authenticate(header)).toEqual(mia);
  expect(asked).toEqual([discovery, '/keys']);
});

it('asks for keys where it is told to', async () => {
  const { issuer, answers, asked } = await provider();
  const { privateKey, jwk } = await keyPair('ES256');
  answers['/elsewhere'] = { keys: [jwk] };
  const source = issuedTokens({ issuer, ...particulars, jwksUrl: `${issuer}/elsewhere` });
  const authenticate = bearerAuthentication([source]);
  expect(await authenticate(`Bearer ${await signed(issuer, 'ES256', privateKey)}`)).toEqual(mia);
  expect(asked).toEqual(['/elsewhere']);
});

it('refuses what another key signed, and what no public key can have signed', async () => {
  const { issuer, answers, configuration } = await provider();
  const [own, other] = [await keyPair('ES256'), await keyPair('ES256')];
  answers[discovery] = configuration;
  answers['/keys'] = { keys: [own.jwk] };
  const authenticate = bearerAuthentication([issuedTokens({ issuer, ...particulars })]);
  const foreign = await signed(issuer, 'ES256', other.privateKey);
  await expect(authenticate(`Bearer ${foreign}`)).rejects.toMatchObject({ status: 401 });
  const symmetric = await new SignJWT({ email: 'mia' })
    .setProtectedHeader({ alg: 'HS256', kid: 'ES256' })
    .setIssuer(issuer)
    .setAudience('bookings')
    .setExpirationTime('1 min')
    .sign(new TextEncoder().encode(JSON.stringify(own.jwk)));
  await expect(authenticate(`Bearer ${symmetric}`)).rejects.toMatchObject({ status: 401 });
});

it('asks an issuer again that did not answer, and blames no caller for it', async () => {
  const { issuer, answers, configuration } = await provider();
  const { privateKey, jwk } = await keyPair('ES256');
  const authenticate = bearerAuthentication([issuedTokens({ issuer, ...particulars })]);
  const header = `Bearer ${await signed(issuer, 'ES256', privateKey)}`;
  await expect(authenticate(header)).rejects.toThrow('answered 404');
  answers[discovery] = { ...configuration, issuer: 'https://other.example.com' };
  await expect(authenticate(header)).rejects.toThrow('another issuer');
  answers[discovery] = { issuer };
  await expect(authenticate(header)).rejects.toThrow('names no keys');
  answers[discovery] = configuration;
  answers['/keys'] = { keys: [jwk] };
  expect(await authenticate(header)).toEqual(mia);
});
