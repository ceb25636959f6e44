// A page that takes its ports as the real one does and lets a spec see what comes through them.
const probe = {
  handOvers: 0,
  control: [],
  frames: 0,
  lastFrame: null,
  closed: [],
  say: null,
  send: null,
};
window.probe = probe;

window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== location.origin) return;
  if (event.data?.type !== 'tidemark:ports') return;
  probe.handOvers += 1;
  const [control, data] = event.ports;
  control.onmessage = ({ data: said }) => probe.control.push(said);
  data.onmessage = ({ data: frame }) => {
    probe.frames += 1;
    probe.lastFrame = { type: frame.constructor.name, bytes: frame.byteLength, own: frame.buffer.byteLength };
  };
  control.addEventListener('close', () => probe.closed.push('control'));
  data.addEventListener('close', () => probe.closed.push('data'));
  data.start();
  probe.say = (message) => control.postMessage(message);
  probe.send = (bytes, transfer) => data.postMessage(bytes, transfer ?? []);
});
window.postMessage({ type: 'tidemark:ready' }, location.origin);
