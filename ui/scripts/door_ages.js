// Children's ages as they are typed: "4, 7", "4 7", "٤، ٧". The server reads them the same way.
const parts = typed => typed.split(/[\s,;.،؛]+/).filter(Boolean).map(inAscii);

// Arabic-Indic and Persian digits.
function inAscii(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 15));
}

const isAge = part => /^\d+$/.test(part);

export function readAges(typed) {
  return parts(typed).filter(isAge).map(Number);
}

// What stands between them and is no number.
export function unreadAges(typed) {
  return parts(typed).filter(part => !isAge(part));
}
