import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Boundary } from './Boundary';

it('says what broke and offers to try again, instead of an empty page', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Broken = () => { throw new Error('Failed to fetch a part'); };
  render(<MantineProvider><Boundary><Broken /></Boundary></MantineProvider>);

  expect(screen.getByRole('alert').textContent).toContain('Failed to fetch a part');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
