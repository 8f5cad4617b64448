// A kutsu of one's own with the demo programme: a temporary data folder, a free port, started and stopped by a test.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return port;
}

// Resolves when it listens, with true; or, where it ends before that, with false.
function whetherItListens(server) {
  return new Promise(resolve => {
    let said = '';
    const hear = bytes => {
      said += bytes;
      if (!said.includes('Kutsu is at')) return;
      server.stdout.off('data', hear).resume();
      resolve(true);
    };
    server.stdout.on('data', hear);
    server.once('exit', () => resolve(false));
  });
}

// { url, folder, demo, run(…arguments), messages(), stop() }: `demo` is what `kutsu demo` printed, with the sign-ins;
// `run` answers what another command prints; `messages` the texts of those that went out.
export async function startKutsu(settings = {}) {
  const binary = process.env.KUTSU_BINARY ?? join(root, 'build/release/kutsu');
  const folder = mkdtempSync(join(tmpdir(), 'kutsu-browser-'));
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KUTSU_')));
  const env = { ...inherited, KUTSU_DATA_DIR: join(folder, 'data'), KUTSU_MESSAGES_QUIET_HOURS: 'off', ...settings };
  const run = (...args) => execFileSync(binary, args, { env, cwd: folder, encoding: 'utf8' });
  const demo = run('demo');
  // A file that is still being written has a name that begins with a dot.
  const messages = () => readdirSync(join(folder, 'data/outbox')).filter(name => !name.startsWith('.'))
    .map(name => readFileSync(join(folder, 'data/outbox', name), 'utf8'));
  // Somebody else may take a port that was free a moment ago.
  for (let tries = 0; tries < 5; ++tries) {
    env.KUTSU_SERVER_PORT = String(await freePort());
    const server = spawn(binary, ['serve'], { env, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    if (!await whetherItListens(server)) continue;
    const stop = async () => {
      if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    };
    return { url: `http://127.0.0.1:${env.KUTSU_SERVER_PORT}`, folder, demo, run, messages, stop };
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error('kutsu did not start');
}
