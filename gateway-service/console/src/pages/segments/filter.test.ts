import { expect, it } from 'vitest';
import type { FilterExpression } from '../../api/client';
import { en } from '../../i18n/en';
import { fill } from '../../i18n';
import type { Definition } from '../customers/fields';
import { change, condition, group, isTooLarge, kindOf, opsOf, readWhole, write } from './filter';
import { inWords } from './words';

const fields: Definition[] = [{ key: 'seats', label: 'Seats', type: 'NUMBER', options: [] }, { key: 'tier', label: 'Tier', type: 'DROPDOWN', options: ['gold'] }];
const documented: FilterExpression = { and: [{ field: 'arr', op: 'gte', value: 50000 }, { not: { field: 'health_status', op: 'eq', value: 'healthy' } }] };

it('writes a filter as it was read', () => {
  const filters: FilterExpression[] = [
    documented,
    { or: [{ field: 'status', op: 'in', value: ['trial', 'paused'] }, { not: { and: [{ field: 'renewal_date', op: 'within_days', value: 30 }, { field: 'owner_id', op: 'is_null' }] } }] },
    { and: [{ field: 'custom_fields.seats', op: 'lt', value: 12.5 }, { field: 'custom_fields.nobody', op: 'eq', value: 5 }, { field: 'custom_fields.other', op: 'ne', value: true }] },
  ];
  for (const filter of filters) expect(write(readWhole(filter), fields)).toEqual(filter);
});

it('puts a condition that stands alone into a group, and takes what is turned round twice for what it is', () => {
  expect(write(readWhole({ field: 'name', op: 'contains', value: 'acme' }), [])).toEqual({ and: [{ field: 'name', op: 'contains', value: 'acme' }] });
  expect(write(readWhole({ not: { not: documented } }), [])).toEqual(documented);
});

it('writes nothing while a part is not complete', () => {
  expect(write(group([]), [])).toBeUndefined();
  expect(write(group([condition('arr')]), [])).toBeUndefined();
  expect(write(group([{ ...condition('arr'), values: ['a lot'] }]), [])).toBeUndefined();
  expect(write(group([{ ...condition('status'), op: 'is_null' }]), [])).toEqual({ and: [{ field: 'status', op: 'is_null' }] });
  expect(write(group([group([]), { ...condition('arr'), values: ['5'] }]), [])).toBeUndefined();
});

it('asks of a field what the API takes', () => {
  expect(kindOf({ field: 'custom_fields.seats' }, fields)).toBe('number');
  expect(kindOf({ field: 'custom_fields.nobody' }, fields)).toBe('text');
  for (const ordered of ['lt', 'gte', 'contains'] as const) expect(opsOf('status', 'status')).not.toContain(ordered);
  expect(opsOf('renewal_date', 'date')).toContain('within_days');
  expect(opsOf('custom_fields.signed', 'date')).not.toContain('within_days');
});

it('knows what is too large for the API', () => {
  let deep: FilterExpression = { field: 'arr', op: 'is_null' };
  for (let level = 1; level < 8; level++) deep = { not: deep };
  expect(isTooLarge(deep)).toBe(false);
  expect(isTooLarge({ not: deep })).toBe(true);
  expect(isTooLarge({ and: Array(99).fill({ field: 'arr', op: 'is_null' }) })).toBe(false);
  expect(isTooLarge({ and: Array(100).fill({ field: 'arr', op: 'is_null' }) })).toBe(true);
});

it('changes one part and leaves the others', () => {
  const inner = condition('name');
  const whole = group([condition('arr'), group([inner], 'or')]);

  expect(write(change(whole, inner.id, () => ({ ...inner, op: 'is_null' as const })), [])).toBeUndefined();
  expect(change(whole, inner.id, () => null).parts[1]).toMatchObject({ join: 'or', parts: [] });
  expect(change(whole, inner.id, () => null).parts[0]).toBe(whole.parts[0]);
});

it('says a filter as people do', () => {
  const t = (word: keyof typeof en, gaps?: Record<string, string | number>) => fill(en[word], gaps);
  const known = { fields, people: [{ id: '01', email: 'ana@acme.example' }] };

  expect(inWords(documented, known, { t })).toBe('ARR is at least 50000 and not Health is Healthy');
  expect(inWords({ or: [documented, { not: { or: [{ field: 'owner_id', op: 'in', value: ['01', '02'] }, { field: 'renewal_date', op: 'within_days', value: 30 }] } }, { field: 'custom_fields.tier', op: 'is_null' }] }, known, { t }))
    .toBe('(ARR is at least 50000 and not Health is Healthy) or not (Owner is one of ana@acme.example, 02 or Renewal is within 30 days) or Tier is empty');
});
