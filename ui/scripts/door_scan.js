// Reads QR codes with the camera, by the browser's own detector where it has one.
const between = 150;
const longestSide = 800;
const afterFailure = 2000;

async function decoder(scanner) {
  if ('BarcodeDetector' in globalThis) {
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes('qr_code')) {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      return async video => (await detector.detect(video))[0]?.rawValue ?? null;
    }
  }
  const { decode } = await import(scanner);
  const canvas = document.createElement('canvas');
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  return async video => {
    const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    return decode(drawing.getImageData(0, 0, canvas.width, canvas.height));
  };
}

// `read(text)` is asked about every code that is seen, and answers whether that was all. Throws where there is no
// camera. Answers a function that closes it.
async function openCamera(video, scanner, read) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  let open = true;
  const close = () => {
    open = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
    const look = await decoder(scanner);
    const step = async () => {
      if (!open) return;
      const text = video.videoWidth ? await look(video).catch(() => null) : null;
      if (open && text && (await read(text))) close();
      if (open) setTimeout(step, between);
    };
    step();
  } catch (error) {
    close();
    throw error;
  }
  return close;
}

// The button that opens the camera, and what becomes of a code: `ask(token)` answers as Post.send does, `show(id)`
// leads to the row of a registration and answers whether there is one.
export class CodeReader {
  constructor(root, words, say, { ask, show }) {
    Object.assign(this, { root, words, say, ask, show });
    this.box = root.querySelector('#scanner');
    this.button = root.querySelector('#scan');
    this.button.hidden = !navigator.mediaDevices?.getUserMedia;
    this.button.addEventListener('click', () => this.open());
    root.querySelector('#scan-stop').addEventListener('click', () => {
      this.close();
      this.say('');
      this.button.focus();
    });
    addEventListener('pagehide', () => this.close());
  }

  async open() {
    this.button.disabled = true;
    this.box.hidden = false;
    this.say(this.words.scanning);
    this.seen = '';
    try {
      const scanner = new URL(this.root.dataset.scanner, location.href).href;
      this.camera = await openCamera(this.box.querySelector('video'), scanner, text => this.#read(text));
      // Closed again before it was open.
      if (this.box.hidden) this.close();
      else this.box.querySelector('#scan-stop').focus();
    } catch {
      this.close();
      this.say(this.words.no_camera);
    }
  }

  close() {
    this.camera?.();
    this.camera = null;
    this.box.hidden = true;
    this.button.disabled = false;
  }

  // Whether the party was found, and the camera may close.
  async #read(text) {
    if (text === this.seen) return false;
    this.seen = text;
    const token = text.match(/\/m\/([A-Za-z0-9_-]+)(?:[/?#]|$)/)?.[1];
    if (!token) return this.#tell(this.words.unknown_code);
    const { outcome, answer } = await this.ask(token);
    if (outcome !== 'sent') {
      this.say(this.words[outcome] ?? this.words.scan_offline);
      await new Promise(resolve => setTimeout(resolve, afterFailure));
      this.seen = '';
      return false;
    }
    const { otherEvent } = this.root.dataset;
    if (answer.result === 'other_event') return this.#tell(otherEvent.replace('{event}', answer.event));
    if (answer.result === 'cancelled') return this.#tell(this.words.cancelled);
    return (answer.result === 'found' && (await this.show(answer.registration))) || this.#tell(this.words.unknown_code);
  }

  #tell(text) {
    this.say(text);
    return false;
  }
}
