import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { forget } from './page';

// Here and not there: the files of one worker share their modules, which are loaded once.
afterEach(() => {
  cleanup();
  forget();
});
