/* The server a journey is made on: a copy of a founded database, a fixed port
 * of the loopback, a clock that is set by stopping, setting and starting again.
 */
'use strict';
const { spawn, execFileSync } = require('child_process');
const fs = require('fs');
const net = require('net');
const path = require('path');

const SET_CLOCK = `
import sqlite3, sys, time, datetime
zone = datetime.timezone(datetime.timedelta(hours=8))
at = datetime.datetime.strptime(sys.argv[2], "%Y-%m-%d %H:%M").replace(tzinfo=zone)
with sqlite3.connect(sys.argv[1]) as db:
    db.execute("REPLACE INTO clock (one, offset_us) VALUES (1, ?)",
               [round((at.timestamp() - time.time()) * 1e6)])
`;

function freePort() {
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

class Site {
    constructor(lianxi, database, port) {
        this.lianxi = lianxi;
        this.database = database;
        this.address = `http://127.0.0.1:${port}`;
        this.listen = `127.0.0.1:${port}`;
        this.process = null;
        this.said = '';
    }

    static async make(lianxi, database) {
        return new Site(lianxi, database, await freePort());
    }

    run(...words) {
        return execFileSync(this.lianxi, [...words, '--db', this.database], { encoding: 'utf8' });
    }

    async start() {
        this.process = spawn(this.lianxi, ['serve', '--listen', this.listen, '--db', this.database],
            { stdio: ['ignore', 'pipe', 'pipe'], cwd: path.dirname(this.database) });
        for (const stream of [this.process.stdout, this.process.stderr])
            stream.on('data', (data) => { this.said += data; });
        for (let tried = 0; tried < 400; tried++) {
            if (this.process.exitCode !== null) break;
            if (await this.answers()) return;
            await new Promise((wake) => setTimeout(wake, 50));
        }
        throw new Error(`the server does not answer: ${this.said}`);
    }

    answers() {
        return new Promise((resolve) => {
            const [host, port] = this.listen.split(':');
            const socket = net.connect(Number(port), host, () => { socket.destroy(); resolve(true); });
            socket.on('error', () => resolve(false));
        });
    }

    async stop() {
        if (this.process === null) return;
        const ended = this.process;
        this.process = null;
        if (ended.exitCode === null) {
            const gone = new Promise((resolve) => ended.on('exit', resolve));
            ended.kill('SIGTERM');
            const late = setTimeout(() => ended.kill('SIGKILL'), 15000);
            await gone;
            clearTimeout(late);
        }
        if (ended.exitCode !== 0)
            throw new Error(`the server ended with ${ended.exitCode || ended.signalCode}: ${this.said}`);
    }

    /* It is `at` now ("2025-03-10 09:00"), and time runs on. */
    async set(at) {
        await this.stop();
        execFileSync('/usr/bin/python3', ['-c', SET_CLOCK, this.database, at]);
        await this.start();
    }
}

/* Copies a database that nobody has open. */
function copyDatabase(from, to) {
    fs.copyFileSync(from, to);
    for (const rest of ['-wal', '-shm'])
        if (fs.existsSync(from + rest)) fs.copyFileSync(from + rest, to + rest);
}

module.exports = { Site, copyDatabase };
