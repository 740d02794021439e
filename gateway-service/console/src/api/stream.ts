import { useEffect, useRef, useState } from 'react';
import type { TimelineEntry } from './client';

const OPEN_AGAIN_MS = 15_000;
const PATIENCE_MS = 4_000;

/** What to do with the news of a timeline. */
type Told = { entry: (entry: TimelineEntry) => void; readAgain: () => void };

/** Follows a customer's timeline while the page is seen, since a browser opens few connections at a time. Says whether news come. */
export function useTimelineStream(id: string, told: Told): boolean {
  const [live, set] = useState(false);
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    if (typeof EventSource === 'undefined') return undefined;
    let source: EventSource | undefined;
    let opening: number | undefined;
    let doubting: number | undefined;
    const close = () => {
      window.clearTimeout(opening);
      window.clearTimeout(doubting);
      source?.close();
      source = undefined;
      set(false);
    };
    const open = () => {
      if (document.visibilityState === 'hidden' || source) return;
      source = new EventSource(`/v1/customers/${id}/timeline/stream`);
      let first = true;
      source.onopen = () => {
        window.clearTimeout(doubting);
        set(true);
        if (first) latest.current.readAgain();
        first = false;
      };
      source.addEventListener('entry', (event) => latest.current.entry(JSON.parse(String(event.data)) as TimelineEntry));
      source.addEventListener('reset', () => latest.current.readAgain());
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) {
          close();
          opening = window.setTimeout(open, OPEN_AGAIN_MS);
        } else {
          // It ends each minute and is opened again by itself.
          window.clearTimeout(doubting);
          doubting = window.setTimeout(() => set(false), PATIENCE_MS);
        }
      };
    };
    const look = () => (document.visibilityState === 'hidden' ? close() : open());
    document.addEventListener('visibilitychange', look);
    open();
    return () => {
      document.removeEventListener('visibilitychange', look);
      close();
    };
  }, [id]);
  return live;
}
