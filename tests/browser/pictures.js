/* Pictures of the pages of a database, for docs/ and for looking at them.
 *
 *     node pictures.js LIANXI DATABASE FOLDER [NAME…]
 *
 * Makes FOLDER/NAME-1280.png and NAME-390.png of every page below, as the person
 * who would look at it sees it. The database is a copy: accounts are made in it.
 */
'use strict';
const { execFileSync } = require('child_process');
const path = require('path');
const { chromium } = require('playwright-core');
const { factsOf } = require('./facts');
const { Site } = require('./site');
const { ActForm } = require('./form');

const HEIGHT_MAX = { 1280: 1600, 390: 1800 };
const CLERK = 'wang', CHAIR = 'menghe', UNIT = 'li';

/* name, who looks, address, what is done there before the picture is taken. */
const PICTURES = [
    ['sign-in', null, '/sign-in'],
    ['work', CLERK, ''],
    ['work-of-a-convener', CHAIR, ''],
    ['work-of-a-unit', UNIT, ''],
    ['research-list', CLERK, 'research'],
    ['research', CLERK, 'research/R1'],
    ['topics', CLERK, 'topics'],
    ['topic', CLERK, 'topics/T1'],
    ['consultations', CLERK, 'consultations'],
    ['consultation', CLERK, 'consultations/C1'],
    ['meetings', CLERK, 'meetings'],
    ['meeting', CLERK, 'meetings/M1'],
    ['minutes-list', CLERK, 'minutes'],
    ['minutes', CLERK, 'minutes/M1'],
    ['decisions', CLERK, 'decisions'],
    ['decision', CLERK, 'decisions/D1'],
    ['inspections', CLERK, 'inspections'],
    ['inspection', CLERK, 'inspections/I1'],
    ['news-list', CLERK, 'news'],
    ['news', CLERK, 'news/N1'],
    ['duties', CLERK, 'duties'],
    ['charter', CLERK, 'charter'],
    ['clause', CLERK, 'charter/N4.3d'],
    ['people', CLERK, 'people'],
    ['settings', CLERK, 'settings'],
    ['form', CLERK, 'do/topic.propose'],
    ['refused', CLERK, 'do/topic.propose', async (page) => {
        const form = new ActForm(page, __dirname);
        await form.fill('title', '规范户外高温作业津贴发放');
        await form.fill('category', 'N3.6');
        await form.press();
    }],
    ['mistakes', CLERK, 'do/topic.propose', async (page) => {
        await page.locator('form:has(input[name="_key"])').evaluate((form) => { form.noValidate = true; });
        await new ActForm(page, __dirname).press();
    }],
    ['drafts', CLERK, 'drafts'],
    ['capacity', CLERK, '/capacity'],
    ['account', CLERK, '/account'],
    ['not-there', CLERK, 'topics/T999'],
];

async function signedIn(browser, site, facts, handle, width) {
    const context = await browser.newContext({
        locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width, height: width > 600 ? 900 : 844 },
        hasTouch: width < 600, reducedMotion: 'reduce', colorScheme: process.env.DARK ? 'dark' : 'light',
    });
    context.setDefaultTimeout(15000);
    const page = await context.newPage();
    if (handle === null) return page;
    await page.goto(`${site.address}/sign-in`);
    await page.locator('main input[autocomplete="username"]').fill(handle);
    await page.locator('main input[type="password"]').fill(facts.passwords[handle]);
    await page.locator('main form button[type="submit"]').first().click();
    await page.waitForLoadState('load');
    if (/\/capacity$/.test(page.url())) {
        await page.locator('main form button[type="submit"]').first().click();
        await page.waitForLoadState('load');
    }
    return page;
}

async function take(page, site, folder, width, [name, , address, before]) {
    const at = address.startsWith('/') ? address : `/c/ejin-horo/${address}`;
    await page.goto(site.address + at);
    if (before) await before(page);
    const file = path.join(folder, `${name}-${width}.png`);
    /* As high as the page, so that what stands at the window's edge stands at the picture's. */
    const window = page.viewportSize();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(window.height, Math.min(height, HEIGHT_MAX[width])) });
    await page.screenshot({ path: file });
    await page.setViewportSize(window);
    console.log(file);
}

async function main() {
    const [lianxi, database, folder, ...wanted] = process.argv.slice(2);
    const people = JSON.parse(execFileSync(lianxi, ['list', 'people', '--json', '--db', database],
        { encoding: 'utf8' })).items;
    const facts = factsOf(lianxi, database, 'ejin-horo', people
        .filter(({ handle }) => [CLERK, CHAIR, UNIT].includes(handle)).map(({ handle, code }) => [handle, code]), ['--no-change']);
    const site = await Site.make(lianxi, database);
    const browser = await chromium.launch({
        executablePath: process.env.LIANXI_CHROMIUM || '/usr/bin/chromium',
        args: process.getuid() === 0 ? ['--no-sandbox'] : [],
        env: { ...process.env, LANGUAGE: 'zh_CN' },
    });
    await site.start();
    let failed = 0;
    try {
        for (const width of [1280, 390]) {
            const pages = new Map();
            for (const picture of PICTURES) {
                const [name, handle] = picture;
                if (wanted.length > 0 && !wanted.includes(name)) continue;
                try {
                    if (!pages.has(handle))
                        pages.set(handle, await signedIn(browser, site, facts, handle, width));
                    await take(pages.get(handle), site, folder, width, picture);
                } catch (error) {
                    console.error(`${name} at ${width}: ${error.message}`);
                    failed = 1;
                }
            }
        }
    } finally {
        await browser.close();
        await site.stop();
    }
    process.exitCode = failed;
}

main();
