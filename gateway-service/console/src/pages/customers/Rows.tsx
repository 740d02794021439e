import { memo, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Customer } from '../../api/client';
import { useSpeech } from '../../i18n';
import { ScorePill } from '../../parts/Score';

const NEAR = '1500px';

/** A page of the list. Far from what is seen it is one empty row as high: of a hundred thousand rows a browser holds few. */
export const Rows = memo(function Rows({ customers }: { customers: Customer[] }) {
  const { t, money, day } = useSpeech();
  const body = useRef<HTMLTableSectionElement>(null);
  const [height, leave] = useState<number | null>(null);
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) leave((old) => (last.isIntersecting ? null : (old ?? last.boundingClientRect.height)));
    }, { rootMargin: NEAR });
    if (body.current) seen.observe(body.current);
    return () => seen.disconnect();
  }, []);
  return (
    <tbody ref={body}>
      {height !== null ? <tr aria-hidden><td colSpan={7} style={{ height, padding: 0 }} /></tr> : customers.map((customer) => (
        <tr key={customer.id}>
          <td><Link to={`/customers/${customer.id}`}>{customer.name}</Link></td>
          <td className="soft break">{customer.email_domain}</td>
          <td><ScorePill score={customer.health_score} band={customer.health_status} /></td>
          <td>{t(`st_${customer.status}`)}</td>
          <td className="number">{customer.arr === null ? '–' : money(customer.arr)}</td>
          <td className="soft nowrap">{customer.renewal_date ? day(customer.renewal_date) : '–'}</td>
          <td className="soft break">{customer.owner_email ?? '–'}</td>
        </tr>
      ))}
    </tbody>
  );
});
