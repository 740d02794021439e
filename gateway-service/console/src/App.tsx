import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Boundary } from './parts/Boundary';
import { Busy, Failed, NotFound } from './parts/States';
import { SignIn, SignUp, WithLink } from './pages/Entrance';
import { useSession } from './session';
import { Shell } from './shell/Shell';

const Home = lazy(() => import('./pages/Home'));
const Customers = lazy(() => import('./pages/Customers'));
const CustomerPage = lazy(() => import('./pages/CustomerPage'));
const Trash = lazy(() => import('./pages/customers/Trash'));
const Erasures = lazy(() => import('./pages/customers/Erasures'));
const Imports = lazy(() => import('./pages/imports/Imports'));
const Segments = lazy(() => import('./pages/segments/Segments'));
const CustomFields = lazy(() => import('./pages/CustomFields'));
const Developer = lazy(() => import('./pages/Developer'));
const Webhooks = lazy(() => import('./pages/webhooks/Webhooks'));
const People = lazy(() => import('./pages/People'));
const DeadLetters = lazy(() => import('./pages/DeadLetters'));
const AuditLog = lazy(() => import('./pages/AuditLog'));
const HealthModel = lazy(() => import('./pages/HealthModel'));
const ApiKeys = lazy(() => import('./pages/ApiKeys'));

export function App() {
  const session = useSession();
  const { pathname } = useLocation();
  if (pathname === '/invitations' || pathname === '/password-resets') return <WithLink key={pathname} reset={pathname !== '/invitations'} />;
  if (session.isPending) return <Busy />;
  if (session.isLoadingError) return <Failed error={session.error} again={() => void session.refetch()} />;
  if (session.data === null) return pathname === '/sign-up' ? <SignUp /> : <SignIn />;
  return (
    <Shell person={session.data.user}>
      <Boundary key={pathname}>
        <Suspense fallback={<Busy />}>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/sign-up" element={<Navigate to="/" replace />} />
            <Route path="/customers" element={<Customers />} />
            <Route path="/customers/trash" element={<Trash />} />
            <Route path="/customers/erasures" element={<Erasures />} />
            <Route path="/customers/import" element={<Imports />} />
            <Route path="/customers/:id" element={<CustomerPage />} />
            <Route path="/health-model" element={<HealthModel />} />
            <Route path="/admin/api-keys" element={<ApiKeys />} />
            <Route path="/admin/webhooks" element={<Webhooks />} />
            <Route path="/admin/segments" element={<Segments />} />
            <Route path="/admin/custom-fields" element={<CustomFields />} />
            <Route path="/developer" element={<Developer />} />
            <Route path="/admin/users" element={<People />} />
            <Route path="/admin/dead-letters" element={<DeadLetters />} />
            <Route path="/admin/audit-log" element={<AuditLog />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Boundary>
    </Shell>
  );
}
