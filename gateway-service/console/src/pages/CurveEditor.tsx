import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { HealthModelSignal } from '../api/client';
import { useSpeech } from '../i18n';

const WIDTH = 320;
const HEIGHT = 140;
const LEFT = 26;
const BOTTOM = 18;
const TOP = 8;
const RIGHT = 10;
const STEPS_OF_X = 50;

type Curve = HealthModelSignal['curve'];

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** A nice end of the axis: 1, 2 or 5 times a power of ten. */
export function endOf(curve: Curve): number {
  const last = Math.max(curve.at(-1)?.x ?? 1, 1);
  const power = 10 ** Math.floor(Math.log10(last));
  return [1, 2, 5, 10].map((by) => by * power).find((end) => end >= last) ?? last;
}

/** The curve with a point moved: it stays between its neighbours, and the curve goes on running one way. */
export function moved(curve: Curve, index: number, to: { x: number; y: number }, end: number): Curve {
  const before = curve[index - 1];
  const after = curve[index + 1];
  const rises = (curve.at(-1)?.y ?? 0) >= (curve[0]?.y ?? 0);
  const step = end / STEPS_OF_X >= 1 ? 1 : end / STEPS_OF_X;
  const x = clamp(Math.round(to.x / step) * step, before ? before.x + step : 0, after ? after.x - step : end);
  const [lower, upper] = rises ? [before?.y ?? 0, after?.y ?? 100] : [after?.y ?? 0, before?.y ?? 100];
  const y = clamp(Math.round(to.y), lower, upper);
  return curve.map((point, i) => (i === index ? { x: Number(x.toFixed(4)), y } : point));
}

/** A signal's curve: what it adds to its dimension, by how much of it there is. Points are dragged, or moved by the arrow keys. */
export function CurveEditor({ signal, label, change }: { signal: HealthModelSignal; label: string; change?: (curve: Curve) => void }) {
  const { t } = useSpeech();
  const picture = useRef<SVGSVGElement>(null);
  const held = useRef<{ index: number; end: number } | null>(null);
  const { curve } = signal;
  const end = held.current?.end ?? endOf(curve);
  const most = clamp(Math.max(...curve.map(({ y }) => y)) * 1.25, 10, 100);
  const px = (x: number) => LEFT + (x / end) * (WIDTH - LEFT - RIGHT);
  const py = (y: number) => TOP + (1 - y / most) * (HEIGHT - TOP - BOTTOM);
  const first = curve[0];
  const last = curve.at(-1);
  if (!first || !last) return null;
  const line = `M${LEFT},${py(first.y)}${curve.map(({ x, y }) => `L${px(x)},${py(y)}`).join('')}L${WIDTH - RIGHT},${py(last.y)}`;
  const drag = (event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect();
    if (!held.current || !box || !change) return;
    const x = (((event.clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT) * end;
    const y = (1 - (((event.clientY - box.top) / box.height) * HEIGHT - TOP) / (HEIGHT - TOP - BOTTOM)) * most;
    change(moved(curve, held.current.index, { x, y }, end));
  };
  const press = (event: KeyboardEvent, index: number) => {
    const point = curve[index];
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by || !point || !change) return;
    event.preventDefault();
    const step = end / STEPS_OF_X >= 1 ? 1 : end / STEPS_OF_X;
    change(moved(curve, index, { x: point.x + (by[0] ?? 0) * step, y: point.y + (by[1] ?? 0) }, Math.max(end, point.x + step)));
  };
  return (
    <figure className="curve">
      <figcaption>{label}</figcaption>
      <svg ref={picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={label} onPointerMove={drag} onPointerUp={() => { held.current = null; }} onPointerCancel={() => { held.current = null; }}>
        <line className="axis" x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
        {[0, most].map((y) => <text key={y} x={LEFT - 5} y={py(y) + 4} textAnchor="end">{Math.round(y)}</text>)}
        {[0, end].map((x) => <text key={x} x={px(x)} y={HEIGHT - 4} textAnchor={x === 0 ? 'start' : 'end'}>{x}</text>)}
        <path d={line} />
        {curve.map((point, index) => (
          <circle key={index} cx={px(point.x)} cy={py(point.y)} r={change ? 6 : 4}
            {...(change ? {
              tabIndex: 0, role: 'slider', 'aria-label': t('pointOf', { n: index + 1, name: label }), 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': point.y, 'aria-valuetext': `${point.x} → ${point.y}`,
              onKeyDown: (event: KeyboardEvent) => press(event, index),
              onPointerDown: (event: PointerEvent) => { event.preventDefault(); (event.target as Element).setPointerCapture(event.pointerId); held.current = { index, end }; (event.target as SVGElement).focus(); },
            } : {})} />
        ))}
      </svg>
    </figure>
  );
}
