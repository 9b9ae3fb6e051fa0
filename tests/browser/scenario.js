/* Reads a scenario as src/actions/scenario.h tells of it, as far as the browser
 * plays it: `on`, acts with fields, refusals and reasons, `expect CODE STATE`.
 *
 * steps: {kind: 'on', at: '2025-03-10 09:00'}
 *        {kind: 'act', line, post, person, verb, subject, made, expected, source, ref, fields}
 *            expected: 'done', 'refused' (!), 'reason' (?), 'invalid' (! invalid)
 *            fields: [[key, value], …] in the order they stand
 *        {kind: 'state', line, subject, state}
 * Other expectations are the ledger's and are left to `lianxi play`.
 */
'use strict';
const fs = require('fs');

function actOf(line, actor, rest) {
    const words = rest.split(/\s+/).filter(Boolean);
    const [post, person] = actor.split('/');
    const step = {
        kind: 'act', line, post, person, verb: words.shift(), subject: '', made: '',
        expected: 'done', source: '', ref: '', fields: [],
    };
    while (words.length > 0) {
        const word = words.shift();
        if (word === '->') {
            step.made = words.shift();
        } else if (word === '!' || word === '?') {
            const [source, ref] = words.splice(0);
            step.expected = source === 'invalid' ? 'invalid' : word === '!' ? 'refused' : 'reason';
            step.source = source;
            step.ref = ref || '';
        } else {
            step.subject = word;
        }
    }
    return step;
}

function read(path) {
    const steps = [];
    let fieldIndent = 0;
    fs.readFileSync(path, 'utf8').split('\n').forEach((text, index) => {
        const line = index + 1, trimmed = text.trim(), indent = text.search(/\S/);
        const last = steps[steps.length - 1];
        if (trimmed === '' || trimmed.startsWith('#')) return;
        if (indent > 0) {
            if (fieldIndent > 0 && indent > fieldIndent) {
                last.fields[last.fields.length - 1][1] += '\n' + trimmed;
                return;
            }
            const colon = trimmed.indexOf(':');
            fieldIndent = indent;
            last.fields.push([trimmed.slice(0, colon), trimmed.slice(colon + 1).trim()]);
            return;
        }
        fieldIndent = 0;
        const on = /^on (\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(trimmed);
        const state = /^expect ([A-Z]\d+(?:\.\w+)?) (\w+)$/.exec(trimmed);
        const act = /^([^:\s]+):\s*(.+)$/.exec(trimmed);
        if (on) steps.push({ kind: 'on', line, at: `${on[1]} ${on[2] || '09:00'}` });
        else if (state) steps.push({ kind: 'state', line, subject: state[1], state: state[2] });
        else if (/^expect /.test(trimmed)) return;
        else if (act) steps.push(actOf(line, act[1], act[2]));
        else throw new Error(`${path}:${line}: not understood: ${trimmed}`);
    });
    return steps;
}

module.exports = { read };
