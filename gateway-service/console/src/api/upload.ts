/** Sends a request by XMLHttpRequest, which alone says how much of its body is gone. */
export function uploading(body: Blob, progress: (share: number) => void, signal: AbortSignal): (request: Request) => Promise<Response> {
  return (request) => new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open(request.method, request.url);
    request.headers.forEach((value, name) => sender.setRequestHeader(name, value));
    sender.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
    sender.onload = () => resolve(new Response(sender.responseText, { status: sender.status, headers: { 'Content-Type': sender.getResponseHeader('Content-Type') ?? '' } }));
    sender.onerror = () => reject(new TypeError('The connection was lost.'));
    sender.onabort = () => reject(new DOMException('Stopped.', 'AbortError'));
    signal.addEventListener('abort', () => sender.abort());
    sender.send(body);
  });
}
