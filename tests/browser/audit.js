/* Looks at every page a journey reaches: nothing wider than the window, nothing
 * amiss in the console, nothing axe-core objects to; keeps the HTML for the
 * checker, which is asked once at the end.
 *
 * Pages are known by what they say: those that differ only in tokens, keys and the
 * time of day are looked at once. axe judges each of them once, wide; what hangs on the
 * width, the colours and scripts it judges once for every kind of page.
 */
'use strict';
const { createHash } = require('crypto');
const { execFile } = require('child_process');
const fs = require('fs');
const path = require('path');
const axe = require('axe-core');

const AXE = { resultTypes: ['violations'] };

/* What a page says, without what is new each time. */
function essence(html) {
    return html
        .replace(/(name="_(?:token|key)" value=")[^"]*/g, '$1')
        .replace(/\d\d:\d\d(:\d\d(\.\d+)?)?/g, '')
        .replace(/\?_said=[\w-]*/g, '');
}

function digest(text) {
    return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

/* /c/ejin-horo/topics/T1 → topics/T */
function kindOf(url, status) {
    const at = new URL(url).pathname.replace(/^\/c\/[^/]+\//, '').replace(/([A-Z])\d+/g, '$1');
    return `${at || 'work'}${status >= 400 ? ` (${status})` : ''}`;
}

class Audit {
    /* folder: where the HTML is kept; browser: one that runs scripts. */
    constructor(folder, browser) {
        this.folder = folder;
        this.browser = browser;
        this.looked = new Set();
        this.judged = new Set();
        this.faults = [];
        this.pages = new Map(); /* file → where it was met */
        this.kinds = new Map(); /* kind → pages looked at */
        fs.mkdirSync(folder, { recursive: true });
    }

    fault(where, text) {
        this.faults.push(`${where}: ${text}`);
    }

    /* Hears what goes wrong on a page while it is used. */
    listen(page, run) {
        page.on('console', (message) => {
            /* That an answer was 422 or 404 is what the journey expects or not. */
            if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
                this.fault(`${run} ${page.url()}`, `console: ${message.text()}`);
        });
        page.on('pageerror', (error) => this.fault(`${run} ${page.url()}`, `script: ${error.message}`));
        page.on('response', (response) => {
            const kind = response.request().resourceType();
            if (response.status() >= 500 || (kind !== 'document' && response.status() >= 400))
                this.fault(`${run} ${page.url()}`, `${response.status()} ${response.url()}`);
            if (kind === 'document' && response.request().isNavigationRequest()) page.lastDocument = response;
        });
        page.on('requestfailed', (request) => {
            if (!/ERR_ABORTED/.test(request.failure().errorText))
                this.fault(`${run} ${page.url()}`, `${request.failure().errorText} ${request.url()}`);
        });
    }

    /* The page as it stands. `scripts`: whether it runs any. */
    async look(page, run, width, scripts) {
        const response = page.lastDocument;
        if (!response) return;
        const html = await response.text().catch(() => null);
        if (html === null) return;
        const kind = kindOf(page.url(), response.status()), where = `${run} ${kind}`;
        const print = digest(essence(html));
        this.kinds.set(kind, (this.kinds.get(kind) || 0) + 1);
        const file = `${print}.html`;
        if (!this.pages.has(file)) {
            this.pages.set(file, where);
            fs.writeFileSync(path.join(this.folder, file), html);
        }
        if (this.already(this.looked, `${print} ${width}`)) return;
        await this.fits(page, where, width);
        const every = scripts && width > 600;
        if (this.already(this.judged, every ? print : `${kind} ${width} ${scripts}`)) return;
        if (scripts) await this.judge(page, where);
        else await this.judgeElsewhere(page.url(), response, html, where, width);
    }

    already(set, what) {
        const there = set.has(what);
        set.add(what);
        return there;
    }

    async fits(page, where, width) {
        const wide = await page.evaluate(() => ({
            page: document.documentElement.scrollWidth,
            window: document.documentElement.clientWidth,
            first: [...document.querySelectorAll('body *')]
                .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map((one) => `${one.localName}.${one.className}`)[0],
        }));
        if (wide.page > wide.window)
            this.fault(where, `${wide.page} pixels wide in a window of ${width}: ${wide.first}`);
    }

    async judge(page, where) {
        await page.evaluate(axe.source);
        const found = await page.evaluate((options) => globalThis.axe.run(document, options), AXE);
        for (const violation of found.violations) {
            const node = violation.nodes[0];
            this.fault(where, `axe ${violation.id}: ${violation.help}: ${node.target} `
                + `${node.html.slice(0, 160)} ${violation.nodes.length > 1 ? `and ${violation.nodes.length - 1} more` : ''}`);
        }
    }

    /* axe needs scripts: the same HTML in a window that runs them, in dark colours. */
    async judgeElsewhere(url, response, html, where, width) {
        const context = await this.browser.newContext({
            viewport: { width, height: 900 }, colorScheme: 'dark', reducedMotion: 'reduce',
        });
        try {
            const page = await context.newPage();
            const headers = response.headers();
            await page.route((at) => at.href === url, (route) => route.fulfill({
                status: 200, body: html,
                headers: {
                    'content-type': headers['content-type'],
                    'content-security-policy': headers['content-security-policy'] || '',
                },
            }));
            await page.goto(url);
            await this.judge(page, `${where} dark`);
        } finally {
            await context.close();
        }
    }

    /* One call of the Nu HTML checker for all pages; gives how many it saw. */
    async validate(jar) {
        const files = [...this.pages.keys()];
        if (files.length === 0) return;
        const out = await new Promise((resolve, reject) => {
            execFile('java', ['-Xss1m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout',
                this.folder], { maxBuffer: 256 << 20 },
            (error, stdout, stderr) => (error ? reject(new Error(`${error.message} ${stderr}`)) : resolve(stdout)));
        });
        const said = new Map();
        for (const message of JSON.parse(out).messages) {
            if (message.type !== 'error') continue;
            const where = this.pages.get(path.basename(message.url)) || message.url;
            const text = `vnu: ${message.message} ${JSON.stringify((message.extract || '').slice(0, 120))}`;
            if (!said.has(message.message)) this.fault(where, text);
            said.set(message.message, (said.get(message.message) || 0) + 1);
        }
        for (const [message, count] of said)
            if (count > 1) this.fault('in all', `${count} times: ${message}`);
    }
}

module.exports = { Audit, kindOf };
