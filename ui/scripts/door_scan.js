// Reads QR codes with the camera, by the browser's own detector where it has one.
const between = 150;
const longestSide = 800;

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
export async function openCamera(video, scanner, read) {
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
