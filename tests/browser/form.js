/* Fills in the form of an act, from nothing but the names of its fields.
 *
 * A name is the key of the act's text: title, done-on, measures.1.text. What
 * kind of input it is, the page says. `measures.1: A | B` fills the first row's
 * fields as they stand; `units: hrss、finance` ticks or adds rows. Works
 * without scripts: a missing row is asked for with the form's own button.
 */
'use strict';
const path = require('path');

const ROWS_MAX = 40;

function quoted(name) {
    return name.replace(/["\\]/g, '\\$&');
}

class ActForm {
    /* page: playwright's; folder: where files a field names are. */
    constructor(page, folder) {
        this.page = page;
        this.folder = folder;
        this.form = page.locator('form:has(input[name="_key"])');
    }

    named(name) {
        return this.form.locator(`[name="${quoted(name)}"]`);
    }

    /* The names of the fields below a key, as they stand, each once. */
    async names(prefix) {
        const names = await this.form.locator(`[name^="${quoted(prefix)}."]`)
            .evaluateAll((all) => all.filter((one) => one.type !== 'hidden').map((one) => one.name));
        return [...new Set(names)].filter((name) => !name.includes('._'));
    }

    /* Opens what is folded about an input. */
    async reveal(input) {
        const folded = input.locator('xpath=ancestor::details[not(@open)]');
        for (let tried = 0; tried < 3 && await folded.count() > 0; tried++)
            await folded.first().locator('> summary').click();
    }

    async moreRows(list) {
        const button = this.form.locator(`button[name="_do"][value="more:${quoted(list)}"]`);
        if (await button.count() === 0)
            throw new Error(`no field and no further row: ${list}`);
        const before = (await this.names(list)).length;
        await button.click();
        for (let tried = 0; tried < 200; tried++) {
            if ((await this.names(list)).length > before) return;
            await new Promise((wake) => setTimeout(wake, 25));
        }
        throw new Error(`one more row was asked for and did not come: ${list}`);
    }

    async fillOne(name, value) {
        const input = this.named(name).first();
        const kind = await input.evaluate((one) => one.localName === 'input' ? one.type : one.localName);
        await this.reveal(input);
        if (kind === 'radio') {
            const sent = { yes: 'true', no: 'false' }[value] || value;
            await this.form.locator(`[name="${quoted(name)}"][value="${quoted(sent)}"]`).check();
        } else if (kind === 'checkbox') await input.setChecked(value === 'yes');
        else if (kind === 'select') await input.selectOption(value);
        else if (kind === 'file') await input.setInputFiles(path.join(this.folder, value));
        else if (kind === 'datetime-local') await input.fill(value.replace(' ', 'T'));
        else await input.fill(value);
    }

    /* One of several things of one kind: boxes to tick, or a row for each. */
    async fillSeveral(key, values) {
        const boxes = this.form.locator(`input[type="checkbox"][name^="${quoted(key)}"]`);
        if (await boxes.count() > 0) {
            await this.reveal(boxes.first());
            for (const value of values) {
                await this.form.locator(
                    `input[type="checkbox"][name^="${quoted(key)}"][value="${quoted(value)}"]`).check();
            }
            return;
        }
        for (let at = 1; at <= values.length; at++)
            await this.fill(`${key}.${at}`, values[at - 1]);
    }

    async fill(key, value) {
        const row = /^(.+)\.(\d+)$/.exec(key);
        for (let tried = 0; row && tried < ROWS_MAX; tried++) {
            if (await this.named(key).count() > 0 || (await this.names(key)).length > 0) break;
            await this.moreRows(row[1]);
        }
        if (await this.named(key).count() > 0 && !(await this.isTicks(key))) {
            await this.fillOne(key, value);
            return;
        }
        if (!row) {
            await this.fillSeveral(key, value.split('、'));
            return;
        }
        const names = await this.names(key), parts = value.split('|').map((part) => part.trim());
        if (parts.length > names.length)
            throw new Error(`${key} has ${names.length} fields, not ${parts.length}`);
        for (let at = 0; at < parts.length; at++)
            if (parts[at] !== '') await this.fillOne(names[at], parts[at]);
    }

    async isTicks(key) {
        const boxes = this.form.locator(`input[type="checkbox"][name="${quoted(key)}"]`);
        return await boxes.count() > 1;
    }

    /* Takes away what the form suggests and nobody asked for: rows beyond those
     * wanted, and values of other fields. What stands already (a revision) stays. */
    async clear(fields) {
        const wanted = new Map();
        for (const [key] of fields) {
            const row = /^(.+?)\.(\d+)(\.|$)/.exec(key);
            if (row) wanted.set(row[1], Math.max(wanted.get(row[1]) || 0, Number(row[2])));
        }
        for (let tried = 0; tried < ROWS_MAX; tried++) {
            const buttons = await this.form.locator('button[name="_do"][value^="less:"]').evaluateAll(
                (all) => all.map((one) => one.value));
            const spare = buttons.reverse().find((value) => {
                const [, list, at] = /^less:(.+)\.(\d+)$/.exec(value) || ['', '', '0'];
                return Number(at) > (wanted.get(list) || 0) && Number(at) > 1;
            });
            if (!spare) break;
            await this.less(spare);
        }
        const named = (name) => fields.some(([key]) => name === key || name.startsWith(`${key}.`));
        for (const [name] of await this.typed())
            if (!named(name)) await this.empty(name);
    }

    async less(value) {
        const button = this.form.locator(`button[name="_do"][value="${quoted(value)}"]`);
        const count = () => this.form.locator('button[name="_do"][value^="less:"]').count();
        const before = await count();
        await this.reveal(button);
        await button.click();
        for (let tried = 0; tried < 200 && await count() >= before; tried++)
            await new Promise((wake) => setTimeout(wake, 25));
    }

    async empty(name) {
        for (const input of await this.named(name).all()) {
            const kind = await input.evaluate((one) => one.localName === 'input' ? one.type : one.localName);
            if (kind === 'hidden' || kind === 'radio') continue;
            await this.reveal(input);
            if (kind === 'checkbox') await input.setChecked(false);
            else if (kind === 'select') await input.selectOption('');
            else await input.fill('');
        }
    }

    /* What is filled in now: [[name, value], …], files and our own left out. */
    async typed() {
        return this.form.evaluate((form) => [...new FormData(form).entries()]
            .filter(([name, value]) => typeof value === 'string' && value !== '' && !name.startsWith('_')
                && !name.includes('._'))
            .map(([name, value]) => [name, value.replace(/\r\n/g, '\n')]));
    }

    async press() {
        await this.form.locator('button[name="_do"][value="act"]').last().click();
        await this.page.waitForLoadState('load');
    }
}

module.exports = { ActForm };
