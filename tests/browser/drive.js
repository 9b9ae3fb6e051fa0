/* Seven people carry one topic from research to a closed decision, through
 * pages only, four times: with and without scripts, at 1280 and at 390 pixels.
 *
 *     node drive.js LIANXI FOLDER [RUN…]      runs: script-1280 script-390 plain-1280 plain-390
 *
 * FOLDER must be there; a run leaves its database there as RUN.db, and what the
 * pages said in FOLDER/html. Ends with the line `N passed, N failed`.
 * FAST=1 leaves out what judges the pages.
 */
'use strict';
const { execFileSync } = require('child_process');
const path = require('path');
const { chromium } = require('playwright-core');
const { Audit } = require('./audit');
const { factsOf } = require('./facts');
const { Journey } = require('./journey');
const { Site, copyDatabase } = require('./site');
const scenario = require('./scenario');

const HERE = __dirname;
const RUNS = [
    { name: 'script-1280', scripts: true, width: 1280, height: 900 },
    { name: 'script-390', scripts: true, width: 390, height: 844 },
    { name: 'plain-1280', scripts: false, width: 1280, height: 900 },
    { name: 'plain-390', scripts: false, width: 390, height: 844 },
];
const CHROMIUM = process.env.LIANXI_CHROMIUM || '/usr/bin/chromium';

function told(step) {
    if (step.kind === 'act')
        return `${step.line} ${step.post}/${step.person} ${step.verb} ${step.subject}`;
    return `${step.line} ${step.kind} ${step.at || step.person || `${step.subject} ${step.state}`}`;
}

/* The steps up to the first that fails; what comes after would only follow. */
async function play(journey, steps) {
    for (const step of steps) {
        try {
            await journey.step(step);
        } catch (error) {
            const page = journey.people.get(step.person)?.page;
            console.log(`${journey.run.name}: line ${told(step)}: ${error.message}`);
            if (process.env.TRACE) console.log(error.stack);
            if (page && process.env.SHOTS)
                await page.screenshot({ path: path.join(process.env.SHOTS, `${journey.run.name}.png`), fullPage: true });
            return 1;
        }
    }
    return 0;
}

async function main() {
    const [lianxi, folder, ...wanted] = process.argv.slice(2);
    const founded = path.join(folder, 'founded.db');
    execFileSync(lianxi, ['play', path.join(HERE, 'founding.scenario'), '--db', founded], { encoding: 'utf8' });
    const people = JSON.parse(execFileSync(lianxi, ['list', 'people', '--json', '--db', founded],
        { encoding: 'utf8' })).items;
    const facts = factsOf(lianxi, founded, 'ejin-horo', people.map(({ handle, code }) => [handle, code]));
    const steps = scenario.read(path.join(HERE, 'seven.scenario'));
    steps.push({ kind: 'sign-out', line: 'last', person: 'wang' });
    const browser = await chromium.launch({
        executablePath: CHROMIUM, args: process.getuid() === 0 ? ['--no-sandbox'] : [],
        env: { ...process.env, LANGUAGE: 'zh_CN' },
    });
    const audit = new Audit(path.join(folder, 'html'), browser);
    if (process.env.FAST) audit.look = async () => {};
    let passed = 0, failed = 0;
    try {
        for (const run of RUNS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
            const from = Date.now(), database = path.join(folder, `${run.name}.db`);
            copyDatabase(founded, database);
            const site = await Site.make(lianxi, database);
            const journey = new Journey(browser, site, audit, run, facts, HERE);
            try {
                failed += await play(journey, steps);
                await journey.close();
            } finally {
                await site.stop();
            }
            passed += journey.passed;
            console.log(`${run.name}: ${journey.passed} steps in ${Math.round((Date.now() - from) / 1000)} s`);
        }
    } finally {
        await browser.close();
    }
    await audit.validate(path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar'));
    for (const fault of audit.faults) console.log(fault);
    console.log(`${audit.pages.size} different pages of ${audit.kinds.size} kinds: ${[...audit.kinds.keys()].sort().join(', ')}`);
    passed += audit.pages.size;
    failed += audit.faults.length;
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error) => {
    console.log(error.stack);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
});
