/* One journey: every act of a scenario, done by the person it names, through
 * pages only. Nothing here knows an act: what to press follows from the verb
 * and the subject, what to fill from the names of the fields, what to expect
 * from the scenario's line.
 */
'use strict';
const { randomBytes } = require('crypto');
const { ActForm } = require('./form');

const LISTS = {
    R: 'research', T: 'topics', C: 'consultations', M: 'meetings', D: 'decisions', I: 'inspections', N: 'news',
};
/* How a verdict's source begins, in words. */
const SOURCES = { clause: '条款 ', reading: '释读', setting: '办公室设定', house: '通则 ', order: '' };

function check(fine, text) {
    if (!fine) throw new Error(text);
}

class Journey {
    /* run: {name, scripts, width, height}; facts: what the catalogue and the founding say. */
    constructor(browser, site, audit, run, facts, folder) {
        Object.assign(this, { browser, site, audit, run, facts, folder });
        this.people = new Map();
        this.passed = 0;
    }

    place(rest) {
        return `/c/${this.facts.code}/${rest}`;
    }

    /* ---- moving about ------------------------------------------------------ */

    async look(page) {
        await this.audit.look(page, this.run.name, this.run.width, this.run.scripts);
    }

    /* Presses what is visible of these links; opens what they are folded into. */
    async follow(page, links, what) {
        for (const link of await links.all()) {
            await this.unfold(link);
            if (await link.isVisible()) {
                await link.click();
                await page.waitForLoadState('load');
                await this.look(page);
                return;
            }
        }
        throw new Error(`no way to ${what} on ${page.url()}`);
    }

    /* Opens the details an element lies in, if they can be seen: 更多 on a phone. */
    async unfold(element) {
        const summary = element.locator('xpath=ancestor::details[not(@open)]/summary').first();
        if (await summary.count() > 0 && await summary.isVisible()) await summary.click();
    }

    async list(page, name) {
        await this.follow(page, page.locator(`a[href="${this.place(name)}"]`), name);
    }

    async subject(page, code) {
        const [number, part] = code.split('.');
        const list = part === 'minutes' ? 'minutes' : LISTS[number[0]];
        await this.list(page, list);
        await this.follow(page, page.locator(`main a[href="${this.place(`${list}/${number}`)}"]`), code);
    }

    /* ---- who ---------------------------------------------------------------- */

    async signIn(handle) {
        const context = await this.browser.newContext({
            javaScriptEnabled: this.run.scripts, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
            viewport: { width: this.run.width, height: this.run.height },
            hasTouch: this.run.width < 600,
        });
        context.setDefaultTimeout(15000);
        const page = await context.newPage();
        this.audit.listen(page, this.run.name);
        await page.goto(`${this.site.address}/`);
        await this.look(page);
        await page.locator('main input[autocomplete="username"]').fill(handle);
        await page.locator('main input[type="password"]').fill(this.facts.passwords[handle]);
        await page.locator('main form button[type="submit"]').first().click();
        await page.waitForLoadState('load');
        await this.look(page);
        if (new URL(page.url()).pathname === '/account') await this.changePassword(page, handle);
        return { handle, page, post: null };
    }

    /* A password that somebody else made is changed before anything else. */
    async changePassword(page, handle) {
        const chosen = randomBytes(12).toString('hex');
        await page.locator('main input[autocomplete="current-password"]').fill(this.facts.passwords[handle]);
        for (const field of await page.locator('main input[autocomplete="new-password"]').all())
            await field.fill(chosen);
        await page.locator('main form:has(input[autocomplete="new-password"]) button[type="submit"]').click();
        await page.waitForLoadState('load');
        await this.look(page);
        check(new URL(page.url()).pathname !== '/account', `${handle} could not change the password`);
    }

    async signOut(page) {
        /* On a phone the way out is on the account's page. */
        if (!(await page.locator('form[action="/sign-out"] button').first().isVisible()))
            await this.follow(page, page.locator('a[href="/account"]'), 'the account');
        await page.locator('form[action="/sign-out"] button').first().click();
        await page.waitForLoadState('load');
        await this.look(page);
        await page.goto(this.site.address + this.place('topics'));
        check(new URL(page.url()).pathname === '/sign-in', `signed out, and at ${page.url()}`);
    }

    /* The person, signed in and acting in that post. */
    async as(handle, post) {
        if (!this.people.has(handle)) this.people.set(handle, await this.signIn(handle));
        const person = this.people.get(handle), { page } = person;
        const title = this.facts.posts.get(post);
        check(title, `no post ${post}`);
        if (person.post === post) return page;
        if (!/\/capacity$/.test(new URL(page.url()).pathname)
            && (await this.capacity(page)) !== title)
            await this.follow(page, page.locator('a[href="/capacity"]'), 'choose a capacity');
        if (/\/capacity$/.test(new URL(page.url()).pathname)) {
            await page.locator('main').getByRole('button', { name: title, exact: true }).click();
            await page.waitForLoadState('load');
            await this.look(page);
        }
        check(await this.capacity(page) === title, `${handle} acts as ${await this.capacity(page)}, not ${title}`);
        person.post = post;
        return page;
    }

    async capacity(page) {
        const shown = page.locator('.who-capacity');
        return await shown.count() > 0 ? (await shown.first().textContent()).trim() : '';
    }

    /* ---- acts ---------------------------------------------------------------- */

    /* The page an act is begun on. */
    async begin(page, step) {
        if (step.subject === '') {
            const made = this.facts.acts.get(step.verb).makes;
            await this.list(page, { research: 'research', topic: 'topics', meeting: 'meetings' }[made]);
        } else {
            /* Minutes are begun on the page of their meeting; then they have their own. */
            const own = step.verb.startsWith('minutes.') && step.verb !== 'minutes.draft';
            await this.subject(page, own ? `${step.subject}.minutes` : step.subject);
        }
    }

    /* By its button; where there is none because it is not possible now, the page
     * says why, and the address typed by hand leads to the same answer. */
    async open(page, step) {
        const to = this.place(`do/${step.verb}${step.subject ? `/${step.subject}` : ''}`);
        const label = this.facts.acts.get(step.verb).label;
        const buttons = page.locator(`main a[href="${to}"], main a[href^="${to}?"]`);
        if (await buttons.count() > 0) {
            await this.follow(page, buttons, step.verb);
            return;
        }
        check(step.expected !== 'done' || step.behalf, `no button for ${label} on ${page.url()}`);
        if (!step.behalf) {
            const why = page.locator('.closed-act').filter({ has: page.getByText(label, { exact: true }) });
            /* What the thing has left behind for good needs no reason on its page. */
            if (await why.count() > 0) {
                await this.unfold(why.first());
                this.names(await why.first().innerText(), step);
            } else {
                check(step.source === 'order', `${page.url()} does not say why there is no button for ${label}`);
            }
        }
        await page.goto(`${this.site.address}${to}`);
        await this.look(page);
    }

    /* That a text names the source the line expects. */
    names(text, step) {
        check(text.includes(SOURCES[step.source]), `no ${step.source} in: ${text}`);
        if (step.source !== 'order' && step.source !== 'setting')
            check(text.includes(step.ref), `no ${step.ref} in: ${text}`);
    }

    async act(step) {
        const behalf = new Map(step.fields).get('entered-by');
        const [post, person] = behalf ? behalf.split('/') : [step.post, step.person];
        const page = await this.as(person, post);
        const fields = step.fields.filter(([key]) => key !== 'entered-by');
        if (behalf) fields.unshift(['_for', step.post]);
        await this.begin(page, step);
        await this.open(page, { ...step, behalf: Boolean(behalf) });
        const form = new ActForm(page, this.folder);
        if (await form.form.count() === 0) {
            check(step.expected === 'refused', `no form for ${step.verb} on ${page.url()}`);
            await this.refused(page, step);
            return;
        }
        if (!step.verb.endsWith('.revise')) await form.clear(fields);
        for (const [key, value] of fields) await form.fill(key, value);
        const typed = await form.typed();
        await form.press();
        await this.look(page);
        if (step.expected === 'done') await this.done(page, step);
        else await this.kept(page, step, form, typed);
    }

    async done(page, step) {
        const at = new URL(page.url()).pathname;
        check(!at.includes('/do/'), `not done: ${step.verb}: ${await this.complaint(page)}`);
        check(await page.locator('[role="status"]').count() > 0, `${at} does not say that it was done`);
        if (step.made) check(at.endsWith(`/${step.made}`), `${step.verb} made ${at}, not ${step.made}`);
        const last = page.locator('.history .step').last();
        if (await last.count() > 0) {
            const label = this.facts.acts.get(step.verb).label;
            const said = await page.locator('.history').innerText();
            check(said.includes(this.facts.posts.get(step.post)), `${at}: no ${step.post} in the history (${label})`);
        }
    }

    async complaint(page) {
        const box = page.locator('.verdict, [role="alert"], .fault');
        return (await box.allInnerTexts()).join(' / ').slice(0, 600);
    }

    async refused(page, step) {
        const box = page.locator('.verdict').first();
        check(await box.count() > 0, `${step.verb}: no verdict on ${page.url()}`);
        this.names(await box.innerText(), step);
    }

    /* Refused: says why, and everything typed is still there. */
    async kept(page, step, form, typed) {
        check(new URL(page.url()).pathname.includes('/do/'), `${step.verb} was done, should be refused`);
        if (step.expected === 'invalid')
            check((await this.complaint(page)) !== '', `${step.verb}: nothing says what is wrong`);
        else await this.refused(page, step);
        const now = new Map(await form.typed());
        for (const [name, value] of typed)
            check(now.get(name) === value, `${step.verb}: ${name} is ${now.get(name)}, was ${value}`);
        if (step.expected === 'reason')
            check(await form.named('reason').isVisible(), `${step.verb}: no field for the reason`);
    }

    /* expect T1 agreed: the page of it says so, to whoever was last here. */
    async state(step) {
        const page = [...this.people.values()][0].page;
        const word = this.facts.states.get(step.subject.split('.')[1] || LISTS[step.subject[0]]).get(step.state);
        await this.subject(page, step.subject);
        const head = await page.locator('.page-head').first().innerText();
        check(head.includes(word), `${step.subject} should be ${word}, the page says ${head}`);
    }

    async step(step) {
        if (step.kind === 'on') await this.site.set(step.at);
        else if (step.kind === 'act') await this.act(step);
        else if (step.kind === 'state') await this.state(step);
        else await this.signOut(this.people.get(step.person).page);
        this.passed += step.kind !== 'on';
    }

    async close() {
        for (const { page } of this.people.values()) await page.context().close();
    }
}

module.exports = { Journey };
