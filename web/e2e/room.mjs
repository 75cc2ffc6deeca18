// A page whose questions are held, refused, cut and answered as a test says, and its stream too.
import assert from 'node:assert/strict';
import { open, PATIENCE } from './stage.mjs';

/**
 * A question of a page: which requests it is, what is said until it is answered, what is there when
 * it was, and what is said of an answer with nothing in it.
 */
export const question = (asked, waits, there, nothing, says) => ({ asked, waits, there, nothing, says, mode: 'pass', held: [] });

/** Questions of a place, and what is done there before they are asked. */
export const place = (path, questions, prepare = async () => {}) => ({ path, questions, prepare });

/** A place of its own in a page: what it asks goes by the modes of the questions. */
export class Room {
    questions = [];
    /** Nothing of the stream comes to the page. */
    isDeaf = false;
    /** Of the stream's requests, by the number of their field: what becomes of them. */
    stream = new Map();
    /** Requests of the stream that are held. */
    kept = [];

    static async open(enter) {
        const room = new Room();
        await enter(await room.in());
        return room;
    }

    /** A page whose questions and stream go through this room. */
    async in() {
        this.page = await open({ width: 1440, height: 1000 });
        // What fails here is said in the console too.
        this.page.removeAllListeners('console');
        await this.page.routeWebSocket(/\/api\/v1\/stream/, (socket) => {
            this.socket = socket;
            const server = socket.connectToServer();
            server.onMessage((message) => {
                if (!this.isDeaf) socket.send(message);
            });
            socket.onMessage((message) => {
                const mode = [...this.stream].find(([field]) => fieldsOf(message).has(field))?.[1];
                if (mode === undefined) server.send(message);
                else if (mode === 'hold') this.kept.push(() => server.send(message));
                else socket.send(failure(fieldsOf(message).get(CORRELATION), mode));
            });
        });
        await this.page.route(
            (url) => this.of(url) !== undefined,
            (route) => this.asked(route),
        );
        return this.page;
    }

    of(url) {
        const { pathname, search } = new URL(url);
        return this.questions.find(({ asked }) => asked.test(pathname + (asked.source.includes('?') ? search : '')));
    }

    async asked(route) {
        const question = this.of(route.request().url());
        if (route.request().method() !== 'GET' || !question) await route.continue();
        else if (question.mode === 'hold') question.held.push(route);
        else await this.answer(route, question);
    }

    answer(route, { asked, mode, nothing }) {
        if (mode === 'pass') return route.continue();
        if (mode === 'away') return route.abort('connectionrefused');
        if (mode === 'nothing') return route.fulfill({ json: nothing });
        const problem = { status: mode, code: 'internal', title: title(asked, mode) };
        return route.fulfill({ status: mode, contentType: 'application/problem+json', json: problem });
    }

    /** What is held is answered so, and what comes from now on. */
    async let(question, mode) {
        question.mode = mode;
        for (const route of question.held.splice(0)) await this.answer(route, question);
    }

    /** What is held of the stream goes on, and what comes from now on. */
    goOn() {
        this.stream.clear();
        for (const send of this.kept.splice(0)) send();
    }

    /** To another place of the site, without loading it anew. */
    async go(path) {
        await this.page.evaluate((href) => {
            const link = Object.assign(document.createElement('a'), { href });
            document.body.append(link);
            link.click();
            link.remove();
        }, path);
    }

    async enter({ path, prepare }) {
        await this.go('/about');
        await this.page.getByRole('heading', { name: 'Made with' }).waitFor();
        await this.go(path);
        await prepare(this.page, this);
    }

    find(what) {
        if (what?.label) return this.page.getByLabel(what.label).first();
        if (what?.role) return this.page.getByRole(what.role[0], { name: what.role[1] }).first();
        return this.page.getByRole('main').or(this.page.getByRole('dialog')).getByText(what).first();
    }

    /** The alerts that say so: what one screen shows twice may be asked for twice. */
    says(words) {
        return this.page.getByRole('alert').filter({ hasText: words });
    }

    async saysNoMore(words) {
        await this.says(words).first().waitFor({ state: 'detached' });
    }

    /** Held first, so that nobody else asks meanwhile; then answered as is said. */
    async again(question, words, mode) {
        await this.says(words).first().waitFor();
        question.mode = 'hold';
        // By the keyboard: what else comes and goes on the page moves what a mouse aims at.
        for (const alert of await this.says(words).all()) await alert.getByRole('button', { name: 'Try again' }).press('Enter');
        await held(question);
        await this.let(question, mode);
    }
}

const CORRELATION = 1;
/** The request of the stream that asks for a preview. */
export const PREVIEW = 25;

/** The fields of a message of Protobuf, by number; of those with bytes nothing but that they are there. */
function fieldsOf(message) {
    const fields = new Map();
    let at = 0;
    const varint = () => {
        let [value, shift] = [0, 0];
        for (;;) {
            const byte = message[at++];
            value += (byte & 127) * 2 ** shift;
            shift += 7;
            if (byte < 128) return value;
        }
    };
    while (at < message.length) {
        const tag = varint();
        const value = varint();
        if (tag % 8 === 2) at += value;
        fields.set(Math.floor(tag / 8), value);
    }
    return fields;
}

/** The stream's answer that something failed: a code and a title. */
function failure(correlation, [code, title]) {
    const text = (field, words) => [field * 8 + 2, Buffer.byteLength(words), ...Buffer.from(words)];
    const varint = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
    const content = [...text(1, code), ...text(2, title)];
    const FAILURE = 22;
    return Buffer.from([8, ...varint(correlation), ...varint(FAILURE * 8 + 2), ...varint(content.length), ...content]);
}

export const title = (asked, status) => `${status} for ${asked.source}`;

/** Until it was asked. */
export async function held(question) {
    const until = Date.now() + PATIENCE;
    while (question.held.length === 0) {
        assert.ok(Date.now() < until, `nobody asks ${question.asked}`);
        await new Promise((done) => setTimeout(done, 10));
    }
}

/** A question that is held fails, is refused, is cut off, and is answered at last. */
export async function fail(room, each) {
    await room.let(each, 500);
    await room.says(title(each.asked, 500)).first().waitFor();
    const isOld = await room.says(title(each.asked, 500)).getByText('as of').count();
    if (each.waits) assert.equal(isOld, 0, 'nothing is shown that could be old');
    await room.again(each, title(each.asked, 500), 403);
    await room.again(each, title(each.asked, 403), 'away');
    await room.again(each, 'The venue cannot be reached.', 'pass');
    if (each.there) await room.find(each.there).waitFor();
    await room.saysNoMore('The venue cannot be reached.');
}

export async function drive(room, at) {
    const { questions } = at;
    room.questions = questions;
    for (const each of questions) each.mode = 'hold';
    await room.enter(at);
    for (const each of questions) {
        if (each.waits) await room.find(each.waits).waitFor();
        await held(each);
    }
    for (const each of questions) await fail(room, each);
    // Lost and there again: all is asked for at once, and what is old says how old.
    for (const each of questions) each.mode = 'hold';
    await room.socket.close();
    for (const each of questions) {
        await held(each);
        await room.let(each, 500);
        await room.says(title(each.asked, 500)).getByText(/as of \d\d:\d\d:\d\d\./).first().waitFor();
        if (each.there) await room.find(each.there).waitFor();
        await room.again(each, title(each.asked, 500), 'pass');
        await room.saysNoMore(title(each.asked, 500));
    }
    const empty = questions.filter(({ nothing }) => nothing);
    for (const each of empty) each.mode = 'nothing';
    if (empty.length > 0) await room.enter(at);
    for (const each of empty) await room.find(each.says).waitFor();
    room.questions = [];
}
