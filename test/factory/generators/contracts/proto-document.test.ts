import { describe, expect, it } from 'vitest';

import type { Service } from '../../../../factory/domain/blueprint.ts';
import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { protoFile } from '../../../../factory/generators/contracts/grpc/proto-document.ts';
import { protoName, rpcModel } from '../../../../factory/generators/contracts/grpc/rpc-model.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';

const [rates, invoices, loyalty, gym] = [
  ratesBlueprint,
  invoicesBlueprint,
  loyaltyBlueprint,
  gymBlueprint,
].map(({ services }) => services[0]!) as [Service, Service, Service, Service];

const message = (service: Service, name: string) =>
  rpcModel(service)
    .messages.find((each) => each.name === name)
    ?.fields.map((field) => field.name);

describe('the gRPC interface', () => {
  it('has one procedure for every use case that callers reach', () => {
    expect(rpcModel(rates).rpcs.map(({ name }) => name)).toEqual([
      'addRate',
      'getRate',
      'changeRate',
      'searchRates',
      'publishRate',
    ]);
  });

  it('takes what a body holds, and answers what the service adds', () => {
    expect(message(invoices, 'DraftInvoiceRequest')).toEqual(['number', 'customer', 'lines']);
    expect(message(invoices, 'Invoice')).toEqual([
      'id',
      'recordedAt',
      'number',
      'customer',
      'lines',
      'total',
      'overdue',
      'status',
      'sentAt',
      'paidAt',
      'cancelledAt',
    ]);
    expect(message(invoices, 'InvoiceLineInput')).not.toContain('amount');
    expect(message(loyalty, 'EarnPointsRequest')).toEqual(['accountId', 'points', 'reason']);
    expect(message(loyalty, 'Account')).toContain('balance');
  });

  it('is published only where it is asked for', () => {
    expect(contractFiles(rates).map(({ path }) => path)).toContain('api/exchange-rates.proto');
    expect(contractFiles(gym).filter(({ path }) => path.endsWith('.proto'))).toEqual([]);
  });

  it('has names that lead back to those of JSON', () => {
    expect(protoName('recordedAt')).toBe('recorded_at');
    expect(protoName('line2a')).toBe('line2a');
    expect(protoName('aB')).toBe('a_b');
  });

  it('lets no text of the blueprint out of its comment', () => {
    const hostile = { ...rates, description: 'a\nmessage Evil {}\u2028service X {} */ "' };
    const lines = protoFile(hostile).content.split('\n');
    expect(lines.filter((line) => /Evil|service X/.test(line)).every((line) => line.startsWith('// '))).toBe(
      true,
    );
  });

  it('refuses a name that would be there twice', () => {
    const twice = {
      ...rates,
      aggregates: rates.aggregates.map((aggregate) => ({
        ...aggregate,
        fields: [...aggregate.fields, { ...aggregate.fields[0]!, name: 'rateId' }],
      })),
    };
    expect(() => rpcModel(twice)).toThrow('rateId twice');
  });
});
