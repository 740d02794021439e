import '@mantine/core/styles.css';
import '@mantine/core/styles/default-css-variables.css';
import './app.css';
import { createTheme, MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { whenSessionIsOver } from './api/client';
import { isAskedAgain, wait } from './api/patience';
import { App } from './App';
import { Speech } from './i18n';
import { SESSION } from './session';

const queries = new QueryClient({
  queryCache: new QueryCache(),
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: {
      retry: isAskedAgain,
      retryDelay: wait,
      refetchOnWindowFocus: true,
      staleTime: 10_000,
    },
  },
});
// The address stays: who signs in again is where they were.
whenSessionIsOver(() => {
  if (queries.getQueryData(SESSION)) queries.setQueryData(SESSION, null);
});

// Links that are handed over carry their token in the fragment, which no server sees.
if (window.location.hash.startsWith('#/')) {
  const [, place = '', token = ''] = window.location.hash.slice(1).split('/');
  window.history.replaceState(null, '', `/app/${encodeURIComponent(place)}#${token}`);
}

const theme = createTheme({
  primaryColor: 'indigo',
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      {/* Style elements in the page are refused by its policy: variables and classes come from the style sheet. */}
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false} withStaticClasses>
        <QueryClientProvider client={queries}>
          <Speech>
            <BrowserRouter basename="/app">
              <App />
            </BrowserRouter>
          </Speech>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
