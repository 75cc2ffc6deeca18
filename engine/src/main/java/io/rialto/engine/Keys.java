package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The idempotency keys that are remembered, each with the hash of its payload and its outcome: per
 * actor the last so many, none longer than so long (VENUE-RULES 8). Exact: a key inside both bounds
 * is always found, one outside either never. What is over may stay for a while, unseen; forgetting
 * is spread over later commands.
 *
 * <p>Cache misses are what this costs, and only those of reads: a write waits for nobody. So a key
 * with its outcome is written once into a wide record, which is read again only when the key is
 * repeated, and what forgetting it takes stands in one word apart. The keys of an actor are a queue
 * in order of age; a key whose time is over when it is asked for leaves the index at once and its
 * queue in turn, after the older ones, whose time is over too.
 */
final class Keys {
    static final int NONE = Records.NONE;

    // Of a key. The first three are what the index looks at.
    private static final int SCOPE = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int PAYLOAD_HASH = 3;
    private static final int OUTCOME = 4;
    private static final int REMEMBERED_AT = OUTCOME + Outcomes.TIME;
    private static final int WIDTH = OUTCOME + Outcomes.WIDTH;

    // Of an actor. Without keys only the count means something.
    private static final int COUNT = 0;
    private static final int OLDEST = 1;
    private static final int YOUNGEST = 2;

    /** An instant at which, or after which, the oldest was remembered. */
    private static final int OLDEST_SINCE = 3;

    private static final int SCOPE_WIDTH = 4;

    /** More than one, so that a backlog shrinks. */
    private static final int FORGOTTEN_PER_COMMAND = 2;

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    /** Of a cache line; a record of a key takes two. */
    private static final int LONGS_PER_LINE = 64 / Long.BYTES;

    private final int perActorMax;
    private final long ageNanos;

    /**
     * Of each key a word: in the upper half its tag in the index, 0 once it has left that; in the
     * lower half the actor's next younger key, nothing for the youngest.
     */
    private final Records links = new Records(1);

    /** Under the same handles. */
    private final Records records = new Records(WIDTH);

    private final KeyIndex index = new KeyIndex(records);

    private long[] scopes = new long[0];

    /** The actor whose oldest keys are looked at next; no part of the state, as it changes nothing. */
    private int sweep;

    /** Of no meaning: what was read only to be near. Kept, so that it really is read. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    Keys(int perActorMax, long ageNanos) {
        this.perActorMax = perActorMax;
        this.ageNanos = ageNanos;
    }

    /** The key if it is remembered at that time, else {@link #NONE}. */
    int find(int scope, long high, long low, long now) {
        touchOldest(scope * SCOPE_WIDTH);
        int key = index.find(scope, high, low);
        if (key != NONE && isOver(records.get(key, REMEMBERED_AT), now)) {
            index.remove(tag(key), key);
            link(key, 0, younger(key));
            return NONE;
        }
        return key;
    }

    long payloadHash(int key) {
        return records.get(key, PAYLOAD_HASH);
    }

    /** Reads the outcome of a key that was found. */
    void read(int key, Outcome outcome) {
        Outcomes.read(records.page(key), records.offset(key) + OUTCOME, outcome);
    }

    /**
     * Remembers, as of the outcome's time, a key that is not there; in place of the actor's oldest
     * when it has too many.
     */
    void remember(int scope, long high, long low, long payloadHash, Outcome outcome) {
        int actor = scope * SCOPE_WIDTH;
        if (actor >= scopes.length) {
            growScopes(actor);
        }
        boolean isFull = scopes[actor + COUNT] == perActorMax;
        int key = isFull ? removeOldest(actor) : links.allocate();
        records.reserve(key);
        long[] page = records.page(key);
        int at = records.offset(key);
        page[at + SCOPE] = scope;
        page[at + HIGH] = high;
        page[at + LOW] = low;
        page[at + PAYLOAD_HASH] = payloadHash;
        Outcomes.write(page, at + OUTCOME, outcome);
        int tag = KeyIndex.tag(scope, high, low);
        index.insert(tag, key);
        link(key, tag, 0);
        append(actor, key, outcome.timeNanos);
    }

    /** Forgets a few of those whose time is over, of one actor after the other. */
    void forgetSome(long now) {
        sweep = sweep + SCOPE_WIDTH < scopes.length ? sweep + SCOPE_WIDTH : 0;
        for (int i = 0; i < FORGOTTEN_PER_COMMAND; i++) {
            if (sweep < scopes.length
                    && scopes[sweep + COUNT] > 0
                    && isOver(scopes[sweep + OLDEST_SINCE], now)
                    && isOver(rememberOldestSince(sweep), now)) {
                links.free(removeOldest(sweep));
            }
        }
    }

    /** Writes those that are not over, by actor and then the oldest first. */
    void write(Accounts accounts, long now, StateSink sink, Outcome scratch) {
        for (int actor = 0; actor < scopes.length; actor += SCOPE_WIDTH) {
            long count = scopes[actor + COUNT];
            int scope = actor / SCOPE_WIDTH;
            long id = scope == 0 || count == 0 ? 0 : accounts.id(scope - 1);
            int key = (int) scopes[actor + OLDEST];
            for (long i = 0; i < count; i++) {
                if (!isOver(records.get(key, REMEMBERED_AT), now)) {
                    read(key, scratch);
                    sink.key(
                            id,
                            records.get(key, HIGH),
                            records.get(key, LOW),
                            payloadHash(key),
                            records.get(key, REMEMBERED_AT),
                            scratch);
                }
                key = younger(key);
            }
        }
    }

    /**
     * Reads where {@link #remember} will soon write, so that these misses are waited for together
     * with each other and with that of looking for the key, and not one by one.
     */
    private void touchOldest(int actor) {
        if (actor < scopes.length && scopes[actor + COUNT] == perActorMax) {
            int oldest = (int) scopes[actor + OLDEST];
            touched += index.touch(tag(oldest))
                    + records.get(oldest, 0)
                    + records.get(oldest, LONGS_PER_LINE);
        }
    }

    private boolean isOver(long rememberedAt, long now) {
        return now - rememberedAt > ageNanos;
    }

    /** Looks when the actor's oldest key was remembered, which nobody did while keys left in turn. */
    private long rememberOldestSince(int actor) {
        long since = records.get((int) scopes[actor + OLDEST], REMEMBERED_AT);
        scopes[actor + OLDEST_SINCE] = since;
        return since;
    }

    private void append(int actor, int key, long now) {
        if (scopes[actor + COUNT] == 0) {
            scopes[actor + OLDEST] = key;
            scopes[actor + OLDEST_SINCE] = now;
        } else {
            int before = (int) scopes[actor + YOUNGEST];
            link(before, tag(before), key);
        }
        scopes[actor + YOUNGEST] = key;
        scopes[actor + COUNT]++;
    }

    /** Takes the actor's oldest key out of queue and index; its handle is the caller's. */
    private int removeOldest(int actor) {
        Check.that(scopes[actor + COUNT] > 0, "an actor has no fewer keys than none");
        int key = (int) scopes[actor + OLDEST];
        int tag = tag(key);
        if (tag != 0) {
            index.remove(tag, key);
        }
        scopes[actor + OLDEST] = younger(key);
        scopes[actor + COUNT]--;
        return key;
    }

    private int tag(int key) {
        return (int) (links.get(key, 0) >>> 32);
    }

    private int younger(int key) {
        return (int) links.get(key, 0);
    }

    private void link(int key, int tag, int younger) {
        links.set(key, 0, ((long) tag << 32) | (younger & LOW_HALF));
    }

    private void growScopes(int actor) {
        int length = Math.max(actor + SCOPE_WIDTH, 16 * SCOPE_WIDTH);
        scopes = Arrays.copyOf(scopes, Math.max(length, 2 * scopes.length));
    }
}
