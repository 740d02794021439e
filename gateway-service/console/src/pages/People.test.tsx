import { expect, it } from 'vitest';
import { linkAddress } from './People';

it('gives a link that opens anywhere, whether the API knows its own address or not', () => {
  expect(linkAddress({ url: '/app#/invitations/t' }, 'https://lealup.example')).toBe('https://lealup.example/app#/invitations/t');
  expect(linkAddress({ url: 'https://cs.example/app#/invitations/t' }, 'https://lealup.example')).toBe('https://cs.example/app#/invitations/t');
  expect(linkAddress({}, 'https://lealup.example')).toBe('');
});
