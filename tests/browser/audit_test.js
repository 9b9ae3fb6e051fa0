/* Plants a fault of every kind that the audit is for and sees that it is named,
 * and that a good page is not. Ends with the line `N passed, N failed`.
 *
 *     node audit_test.js FOLDER
 */
'use strict';
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');
const { Audit } = require('./audit');

const page = (body, head = '') => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">`
    + `<title>一页</title>${head}</head><body><main><h1>一页</h1>${body}</main></body></html>`;

/* path: [HTML, what must be found, with scripts or in any case] */
const PAGES = {
    good: [page('<p>没有什么不对。</p>'), null],
    picture: [page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), /axe image-alt/],
    pale: [page('<p style="color:#bbb">看不清</p>'), /axe color-contrast/],
    label: [page('<form action="x"><input name="a"></form>'), /axe label/],
    wide: [page('<div style="width:3000px">宽</div>'), /3\d{3} pixels wide in a window of (390|1280)/],
    nested: [page('<p><div>x</div></p>'), /vnu: No “p” element in scope/],
    twice: [page('<p id="a">1</p><p id="a">2</p>'), /vnu: Duplicate ID/],
    broken: [page('<p>x</p>', '<script src="/broken.js"></script>'), /script: missing is not defined/],
    absent: [page('<p>x</p>', '<link rel="stylesheet" href="/absent.css">'), /404 .*absent\.css/],
    failing: [page('<p>x</p>'), /500 .*failing/],
};
const NEEDS_SCRIPTS = new Set(['broken']);

function serve() {
    return new Promise((resolve) => {
        const server = http.createServer((request, response) => {
            const name = request.url.slice(1);
            if (name === 'broken.js') {
                response.setHeader('content-type', 'text/javascript');
                response.end('missing();');
                return;
            }
            response.statusCode = name === 'failing' ? 500 : PAGES[name] || name === 'favicon.ico' ? 200 : 404;
            response.setHeader('content-type', 'text/html; charset=utf-8');
            response.end(PAGES[name] ? PAGES[name][0] : '');
        });
        server.listen(0, '127.0.0.1', () => resolve(server));
    });
}

async function main() {
    const server = await serve(), at = `http://127.0.0.1:${server.address().port}/`;
    const browser = await chromium.launch({
        executablePath: process.env.LIANXI_CHROMIUM || '/usr/bin/chromium',
        args: process.getuid() === 0 ? ['--no-sandbox'] : [],
    });
    let passed = 0, failed = 0;
    for (const [run, scripts, width] of [['wide', true, 1280], ['phone', false, 390]]) {
        const audit = new Audit(path.join(process.argv[2], run), browser);
        const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height: 900 } });
        for (const name of Object.keys(PAGES)) {
            const tab = await context.newPage();
            audit.listen(tab, name);
            await tab.goto(at + name);
            await audit.look(tab, name, width, scripts);
            await tab.close();
        }
        await audit.validate(path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar'));
        for (const [name, [, wanted]] of Object.entries(PAGES)) {
            if (NEEDS_SCRIPTS.has(name) && !scripts) continue;
            const said = audit.faults.filter((fault) => fault.startsWith(`${name} `));
            const fine = wanted === null ? said.length === 0 : said.some((fault) => wanted.test(fault));
            passed += fine;
            failed += !fine;
            if (!fine) console.log(`not so: ${run}: ${name} is found out\n${said.join('\n')}`);
        }
    }
    await browser.close();
    server.close();
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 ? 1 : 0;
}

main();
