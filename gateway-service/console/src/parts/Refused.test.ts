import { expect, it } from 'vitest';
import { ProblemError } from '../api/client';
import { isPlaced } from './Refused';

const refused = (...pointers: string[]) => new ProblemError(400, { errors: pointers.map((pointer) => ({ pointer, message: 'is wrong' })) });

it('takes a fault for said only where a field of the form says it', () => {
  expect(isPlaced(refused('/name', '/options/3'), ['/name', '/options'])).toBe(true);
  expect(isPlaced(refused('/name', '/options/3'), ['/name'])).toBe(false);
  expect(isPlaced(refused('/names'), ['/name'])).toBe(false);
  expect(isPlaced(new ProblemError(403, {}), ['/name'])).toBe(false);
  expect(isPlaced(new TypeError('offline'), ['/name'])).toBe(false);
});
