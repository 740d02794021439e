export function Logo() {
  return (
    <svg className="logo" aria-hidden xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3b5bdb"/><path d="M10 8v15h12" fill="none" stroke="#fff" strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round"/><path d="M16 17l4-4 4 4" fill="none" stroke="#8ce99a" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round"/></svg>
  );
}
