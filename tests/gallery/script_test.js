/* assets/lianxi.js in a browser, on the pages of the gallery: drafts are kept, rows
 * exchanged, a press is sent once; and the gallery itself: axe, widths, touch sizes.
 *
 *     node script_test.js FOLDER ASSETS     FOLDER as lianxi-gallery writes it
 */
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');
const axe = require('axe-core');

const [folder, assets] = process.argv.slice(2);
const FORM = '/c/e/do/topic.propose';
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const ROW = '<fieldset class="row"><legend>第 2 项</legend><div class="field"><label for="f-measures-2-text">内容'
    + '</label><textarea id="f-measures-2-text" name="measures.2.text"></textarea></div></fieldset>';
let passed = 0;
let failed = 0;

function check(fine, what) {
    if (fine) passed += 1;
    else {
        failed += 1;
        console.log(`not so: ${what}`);
    }
}

function page(name) {
    return fs.readFileSync(path.join(folder, name), 'utf8');
}

/* What a browser posted, without taking multipart apart further than needed. */
function fieldsOf(body) {
    const fields = {};
    for (const part of body.split(/\r\n?--/)) {
        const match = /name="([^"]*)"(; filename="[^"]*")?[^]*?\r\n\r\n([^]*)$/.exec(part);
        if (match) fields[match[1]] = match[3];
    }
    return fields;
}

class Site {
    constructor() {
        this.posts = [];
        this.broken = false;
        this.server = http.createServer((request, response) => this.answer(request, response));
    }

    answer(request, response) {
        let body = '';
        request.setEncoding('utf8');
        request.on('data', (some) => { body += some; });
        request.on('end', () => {
            const at = request.url.split('?')[0];
            if (request.method === 'POST') this.post(fieldsOf(body), request, response);
            else if (at.startsWith('/assets/')) this.send(response, 200, fs.readFileSync(path.join(assets, at.slice(8))), at);
            else if (at.endsWith('.html')) this.send(response, 200, page(at.slice(1)), at);
            else this.send(response, 200, page('outside.html'), '.html');
        });
    }

    send(response, status, body, at) {
        const kind = at.endsWith('.css') ? 'text/css' : at.endsWith('.js') ? 'text/javascript'
            : at.endsWith('.svg') ? 'image/svg+xml' : 'text/html; charset=utf-8';
        response.writeHead(status, { 'content-type': kind, 'content-security-policy': CSP });
        response.end(body);
    }

    post(fields, request, response) {
        this.posts.push({ fields, autosave: request.headers['x-autosave'] === '1' });
        if (this.broken) return this.send(response, 503, 'no', '.html');
        if (fields._do === 'keep') {
            response.writeHead(204);
            return response.end();
        }
        if (/^more:/.test(fields._do))
            return this.send(response, 200, page('form.html').replace('</fieldset>\n</div>', `</fieldset>${ROW}</div>`), '.html');
        return setTimeout(() => this.send(response, 200, page('outside.html'), '.html'), 300);
    }

    wants(what) {
        return this.posts.filter((one) => one.fields._do === what);
    }
}

async function checkKeeping(tab, site, base) {
    await tab.goto(`${base}/form.html`);
    await tab.fill('#f-why', '高温');
    await tab.waitForSelector('[data-kept-here]:not(:empty)', { timeout: 9000 });
    const kept = site.wants('keep');
    check(kept.length === 1 && kept[0].autosave && kept[0].fields.why === '高温', 'what is typed is kept by itself, once');
    check(kept[0] && kept[0].fields.file === undefined, 'files are not sent with it');
    check(/^草稿已保存，\d+:\d\d。$/.test(await tab.textContent('[data-kept-here]')), 'and said, with the time');
    site.broken = true;
    await tab.fill('#f-why', '高温津贴');
    await tab.waitForFunction(() => /没有保存上/.test(document.querySelector('[data-kept-here]').textContent), null, { timeout: 9000 });
    site.broken = false;
    let asked = 0;
    tab.once('dialog', (dialog) => { asked += 1; dialog.dismiss(); });
    await tab.evaluate(() => { location.href = '/outside.html'; }).catch(() => null);
    await tab.waitForTimeout(300);
    check(asked === 1 && /form/.test(tab.url()), 'leaving what is not kept is asked about');
    tab.once('dialog', (dialog) => dialog.accept());
}

async function checkRows(tab, site, base) {
    await tab.goto(`${base}/form.html`);
    await tab.fill('#f-why', '理由还在');
    await tab.click('button[value="more:measures"]');
    await tab.waitForSelector('#f-measures-2-text');
    check(site.wants('more:measures').length === 1, 'a row more is asked of the server');
    check(site.wants('more:measures')[0].fields.why === '理由还在', 'with all that was typed');
    check(await tab.evaluate(() => document.activeElement.id) === 'f-measures-2-text', 'and the new row has the focus');
    check(tab.url().endsWith('/form.html'), 'without leaving the page');
    check(site.wants('act').length === 0, 'and nothing is done');
}

async function checkPress(tab, site, base) {
    tab.on('dialog', (dialog) => dialog.accept());
    await tab.goto(`${base}/form.html`);
    await tab.fill('#f-why', 'x');
    await tab.evaluate(() => {
        const button = document.querySelector('button[value=act]');
        for (const one of document.querySelectorAll('[required]')) one.required = false;
        button.click();
        button.click();
    });
    await tab.waitForURL(`**${FORM}`);
    check(site.wants('act').length === 1, `two presses are sent once: ${site.wants('act').length}`);
    await tab.goBack();
    check(await tab.getAttribute('button[value=act]', 'aria-disabled') === null, 'after going back it can be pressed again');
}

async function checkFilters(tab, base) {
    await tab.goto(`${base}/register.html`);
    await tab.fill('#filter-q', '');
    await Promise.all([tab.waitForURL(/state=/), tab.selectOption('#filter-state', { index: 0 })]);
    check(!/[?&]q=/.test(tab.url()), `an address says only what is chosen: ${tab.url()}`);
}

async function checkSheet(tab, base) {
    await tab.setViewportSize({ width: 390, height: 844 });
    await tab.goto(`${base}/pieces.html`);
    await tab.click('.bar-more summary');
    check(await tab.isVisible('.bar-sheet a[href$="/settings"]'), 'what is not in the bar is under 更多');
    await tab.keyboard.press('Escape');
    check(!await tab.isVisible('.bar-sheet'), 'and Escape closes it');
}

async function checkLooks(browser, base) {
    for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
        const context = await browser.newContext({
            viewport: { width, height: 844 }, colorScheme, isMobile: width < 600, hasTouch: width < 600,
        });
        const tab = await context.newPage();
        for (const name of fs.readdirSync(folder).filter((file) => file.endsWith('.html')))
            await checkLook(tab, base, name, width, colorScheme);
        await context.close();
    }
}

async function checkLook(tab, base, name, width, colorScheme) {
    const where = `${name} ${width} ${colorScheme}`;
    await tab.goto(`${base}/${name}`);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${where}: nothing is wider than the window: ${wide}`);
    const small = await tab.evaluate(() => [...document.querySelectorAll('button, a.button, input, select, textarea, summary, nav a')]
        .filter((one) => one.getClientRects().length > 0 && !['checkbox', 'radio', 'hidden'].includes(one.type)
            && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)));
    if (width < 600) check(small.length === 0, `${where}: a finger meets 44 px: ${small}`);
    await tab.evaluate(axe.source);
    const found = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    check(found.violations.length === 0, `${where}: axe: ${found.violations.map((one) => `${one.id} ${one.nodes[0].html}`)}`);
}

async function main() {
    const site = new Site();
    await new Promise((done) => site.server.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${site.server.address().port}`;
    const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium', args: process.getuid() === 0 ? ['--no-sandbox'] : [],
    });
    const faults = [];
    try {
        for (const what of [checkKeeping, checkRows, checkPress]) {
            const tab = await browser.newPage();
            tab.on('pageerror', (error) => faults.push(error.message));
            tab.on('console', (line) => /Content Security|Uncaught/.test(line.text()) && faults.push(line.text()));
            site.posts = [];
            await what(tab, site, base);
            await tab.close({ runBeforeUnload: false });
        }
        const tab = await browser.newPage();
        await checkFilters(tab, base);
        await checkSheet(tab, base);
        await checkLooks(browser, base);
    } finally {
        await browser.close();
        site.server.close();
    }
    check(faults.length === 0, `no faults of scripts: ${faults}`);
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error) => {
    console.log(`not so: ${error.stack}`);
    console.log(`${passed} passed, ${failed + 1} failed`);
    process.exitCode = 1;
});
