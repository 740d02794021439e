import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Bars } from './EventRate';

it('draws each ten seconds at their time, the newest at the right', () => {
  const rate = { last_minute: 3, data: [{ at: '2026-11-29T10:00:00Z', events: 6 }, { at: '2026-11-29T10:00:50Z', events: 3 }] };
  const { container } = render(<Bars rate={rate} now={Date.parse('2026-11-29T10:01:04Z')} />);

  expect(screen.getByRole('img', { name: '9 events in the last ten minutes' })).toBeTruthy();
  const bars = [...container.querySelectorAll('rect:not(.nothing)')].map((bar) => [bar.getAttribute('x'), bar.getAttribute('height')]);
  expect(bars).toEqual([['541', '40'], ['591', '20']]);
});
