// For browsers that cannot read QR codes themselves. Fetched when the camera is opened.
import jsQR from 'jsqr';

export function decode(image) {
  return jsQR(image.data, image.width, image.height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}
