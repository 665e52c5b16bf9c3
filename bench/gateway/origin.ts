import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cores, PinnedProcess } from './pinned-process.ts'

/** What the origin answers, by path. Both paths are ones that agents use. */
export const answers = {
  small: { path: '/LabTech/agent.aspx', bytes: 1024 },
  large: { path: '/LabTech/updates.aspx', bytes: 102_400 },
} as const

/**
 * One nginx that guards nothing: 1 KB from memory, 100 KB by sendfile. It tells in a header which client address it was
 * told.
 */
export async function startOrigin(folder: string, port: number): Promise<PinnedProcess> {
  const home = join(folder, 'origin')
  mkdirSync(home)
  writeFileSync(join(home, 'large'), 'x'.repeat(answers.large.bytes))
  writeFileSync(join(home, 'nginx.conf'), configuration(home, port))
  const nginx = new PinnedProcess(cores.load, ['nginx', '-p', home, '-c', join(home, 'nginx.conf')])
  return nginx.listening(port)
}

function configuration(home: string, port: number): string {
  return `user root;
daemon off;
worker_processes 1;
pid ${home}/pid;
error_log ${home}/error.log crit;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  keepalive_timeout 3600s;
  open_file_cache max=10 inactive=1h;
  default_type text/plain;
  add_header X-Told $http_x_forwarded_for;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / { return 200 "${'x'.repeat(answers.small.bytes)}"; }
    location = ${answers.large.path} { alias ${home}/large; }
  }
}
`
}
