// A kutsu of one's own with the demo programme: a temporary data folder, a free port, started and stopped by a test.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
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

// { url, folder, demo, run(…arguments), stop() }: `demo` is what `kutsu demo` printed, with the sign-ins; `run` answers
// what another command prints; messages are files in `folder`/data/outbox.
export async function startKutsu(settings = {}) {
  const binary = process.env.KUTSU_BINARY ?? join(root, 'build/release/kutsu');
  const folder = mkdtempSync(join(tmpdir(), 'kutsu-browser-'));
  const port = await freePort();
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KUTSU_')));
  const env = { ...inherited, KUTSU_DATA_DIR: join(folder, 'data'), KUTSU_SERVER_PORT: String(port),
                KUTSU_MESSAGES_QUIET_HOURS: 'off', ...settings };
  const run = (...args) => execFileSync(binary, args, { env, cwd: folder, encoding: 'utf8' });
  const demo = run('demo');
  const server = spawn(binary, ['serve'], { env, cwd: folder, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; ++tries) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return { url, folder, demo, run, stop };
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error('kutsu did not start');
}
