import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { HealthModelSignal } from '../api/client';
import { show } from '../testing/page';
import { CurveEditor, endOf, moved } from './CurveEditor';

const falls = [{ x: 0, y: 30 }, { x: 7, y: 20 }, { x: 21, y: 0 }];

it('keeps a moved point between its neighbours, and the curve running one way', () => {
  expect(endOf(falls)).toBe(50);
  expect(moved(falls, 1, { x: 10.4, y: 12.6 }, 50)[1]).toEqual({ x: 10, y: 13 });
  expect(moved(falls, 1, { x: 99, y: 99 }, 50)[1]).toEqual({ x: 20, y: 30 });
  expect(moved(falls, 2, { x: 99, y: -4 }, 50)[2]).toEqual({ x: 50, y: 0 });
  expect(moved([{ x: 0, y: 0 }, { x: 1, y: 20 }], 1, { x: 0.578, y: 9 }, 1)[1]).toEqual({ x: 0.58, y: 9 });
});

it('moves a point by the arrow keys, and none for who may only read', () => {
  const change = vi.fn();
  const signal = { signal: 'recency', curve: falls } as HealthModelSignal;
  const { unmount } = show(<CurveEditor signal={signal} label="recency" change={change} />);
  const point = screen.getByRole('slider', { name: 'Point 2 of recency' });
  expect(point.getAttribute('aria-valuetext')).toBe('7 → 20');

  fireEvent.keyDown(point, { key: 'ArrowUp' });
  expect(change).toHaveBeenLastCalledWith([falls[0], { x: 7, y: 21 }, falls[2]]);
  fireEvent.keyDown(point, { key: 'ArrowRight' });
  expect(change).toHaveBeenLastCalledWith([falls[0], { x: 8, y: 20 }, falls[2]]);

  unmount();
  show(<CurveEditor signal={signal} label="recency" />);
  expect(screen.queryByRole('slider')).toBeNull();
});
