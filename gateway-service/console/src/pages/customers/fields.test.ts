import { expect, it } from 'vitest';
import type { Customer } from '../../api/client';
import { changesOf, type Definition, fieldsOf, inexact, textsOf } from './fields';

const seats: Definition = { key: 'seats', label: 'Seats', type: 'NUMBER', options: [] };
const beta: Definition = { key: 'beta', label: 'Beta', type: 'BOOLEAN', options: [] };
const customer = { name: 'Acme', email_domain: null, arr: 50000.5, owner_email: 'bo@acme.example', status: 'active', renewal_date: null, custom_fields: { seats: 'many', plan: 'gold', trial: false } } as unknown as Customer;

it('sends what was typed and nothing else, as the fields want it', () => {
  const fields = [seats, beta];
  const before = textsOf(customer, fields);

  expect(changesOf(before, {}, fields)).toEqual({});
  expect(changesOf(before, { name: ' Acme ', arr: '50000.5' }, fields)).toEqual({});
  expect(changesOf(before, { arr: '', renewal_date: '2027-01-31', 'custom_fields.seats': '12.50', 'custom_fields.beta': 'false' }, fields))
    .toEqual({ arr: null, renewal_date: '2027-01-31', custom_fields: { seats: 12.5, beta: false } });
});

it('keeps what nobody defined of the type that it is of', () => {
  const fields = fieldsOf([seats], customer);

  expect(fields.map(({ key, type }) => [key, type])).toEqual([['seats', 'NUMBER'], ['plan', 'TEXT'], ['trial', 'BOOLEAN']]);
  expect(changesOf(textsOf(customer, fields), { 'custom_fields.trial': 'true', 'custom_fields.plan': '' }, fields)).toEqual({ custom_fields: { trial: true, plan: null } });
});

it('shows no value where it is of another type than the definition', () => {
  expect(textsOf(customer, [seats])['custom_fields.seats']).toBe('');
});

it('sends no number that would arrive as another one', () => {
  expect(inexact({ arr: '123456789012345.6', 'custom_fields.seats': 'x' }, [seats])).toEqual(['arr', 'custom_fields.seats']);
  expect(inexact({ arr: '000123456789012.345', 'custom_fields.seats': '' }, [seats])).toEqual([]);
});
