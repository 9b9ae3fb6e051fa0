/* What the catalogue, the founded database and its accounts say; asked of the
 * program, so that nothing is written down a second time.
 */
'use strict';
const { execFileSync } = require('child_process');
const { randomBytes } = require('crypto');

const NOUNS = {
    research: 'research', topic: 'topics', consultation: 'consultations', meeting: 'meetings',
    minutes: 'minutes', decision: 'decisions', inspection: 'inspections', news: 'news',
};

/* The words of states: 状态：`proposed` 已提出方案、… under each noun of the catalogue. */
function statesOf(markdown) {
    const states = new Map();
    let noun = '';
    for (const line of markdown.split('\n')) {
        const heading = /^## (\S+)/.exec(line);
        if (heading) noun = NOUNS[heading[1]] || heading[1];
        if (!line.startsWith('状态：')) continue;
        const words = states.get(noun) || new Map();
        for (const [, id, word] of line.matchAll(/`([^`]+)` ([^、。]+)/g)) words.set(id, word);
        states.set(noun, words);
    }
    return states;
}

/* People get accounts under their handles, each with a password of its own, to be
 * changed at once unless `options` (--no-change) say otherwise. */
function makeAccounts(lianxi, database, handles, options) {
    const passwords = {};
    for (const [handle, person] of handles) {
        passwords[handle] = randomBytes(12).toString('hex');
        execFileSync(lianxi, ['user', 'add', handle, '--person', person, '--stdin', ...options, '--db', database],
            { input: `${passwords[handle]}\n`, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
    }
    return passwords;
}

function factsOf(lianxi, database, code, handles, options = []) {
    const say = (...words) => execFileSync(lianxi, words, { encoding: 'utf8' });
    const acts = JSON.parse(say('acts', '--json')).acts;
    const posts = JSON.parse(say('list', 'posts', '--json', '--db', database)).items;
    return {
        code,
        acts: new Map(acts.map((act) => [act.verb, act])),
        states: statesOf(say('acts', '--markdown')),
        posts: new Map(posts.map((post) => [post.post, post.title])),
        passwords: makeAccounts(lianxi, database, handles, options),
    };
}

module.exports = { factsOf };
