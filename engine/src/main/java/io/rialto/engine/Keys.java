package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The idempotency keys that are remembered, each with the hash of its payload and its outcome: per
 * actor the last so many, none longer than so long (VENUE-RULES 8). Exact: a key inside both bounds
 * is always found, one outside either never. What is over may stay for a while, unseen; forgetting
 * is spread over later commands.
 *
 * <p>Cache misses are what this costs, so what belongs together lies together: a key with its outcome
 * in one record, what is known of an actor in half a line. The keys of an actor are a queue in order
 * of age; a key whose time is over when it is asked for leaves the index at once and its queue in
 * turn, after the older ones, whose time is over too.
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

    /** The actor's next younger key; nothing for the youngest. */
    private static final int YOUNGER = OUTCOME + Outcomes.WIDTH;

    /** When that was remembered, so that nobody has to look there. */
    private static final int YOUNGER_AT = YOUNGER + 1;

    private static final int WIDTH = YOUNGER_AT + 1;

    // Of an actor. Without keys only the count means something.
    private static final int COUNT = 0;
    private static final int OLDEST = 1;
    private static final int YOUNGEST = 2;
    private static final int OLDEST_AT = 3;
    private static final int SCOPE_WIDTH = 4;

    /** More than one, so that a backlog shrinks. */
    private static final int FORGOTTEN_PER_COMMAND = 2;

    private final int perActorMax;
    private final long ageNanos;
    private final Outcomes outcomes = new Outcomes();
    private final Records records = new Records(WIDTH);
    private final KeyIndex index = new KeyIndex(records);

    private long[] scopes = new long[0];

    /** The actor whose oldest keys are looked at next; no part of the state, as it changes nothing. */
    private int sweep;

    Keys(int perActorMax, long ageNanos) {
        this.perActorMax = perActorMax;
        this.ageNanos = ageNanos;
    }

    /** The key if it is remembered at that time, else {@link #NONE}. */
    int find(int scope, long high, long low, long now) {
        int key = index.find(scope, high, low);
        if (key != NONE && isOver(records.get(key, REMEMBERED_AT), now)) {
            index.remove(key);
            outcomes.erase(records.page(key), records.offset(key) + OUTCOME);
            return NONE;
        }
        return key;
    }

    long payloadHash(int key) {
        return records.get(key, PAYLOAD_HASH);
    }

    /** Reads the outcome of a key that was found. */
    void read(int key, Outcome outcome) {
        outcomes.read(records.page(key), records.offset(key) + OUTCOME, outcome);
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
        // First, so that what was just touched is used again.
        if (scopes[actor + COUNT] == perActorMax) {
            forgetOldest(actor);
        }
        int key = records.allocate();
        long[] page = records.page(key);
        int at = records.offset(key);
        page[at + SCOPE] = scope;
        page[at + HIGH] = high;
        page[at + LOW] = low;
        page[at + PAYLOAD_HASH] = payloadHash;
        outcomes.write(page, at + OUTCOME, outcome);
        index.insert(key);
        append(actor, key, outcome.timeNanos);
    }

    /** Forgets a few of those whose time is over, of one actor after the other. */
    void forgetSome(long now) {
        sweep = sweep + SCOPE_WIDTH < scopes.length ? sweep + SCOPE_WIDTH : 0;
        for (int i = 0; i < FORGOTTEN_PER_COMMAND; i++) {
            if (sweep < scopes.length
                    && scopes[sweep + COUNT] > 0
                    && isOver(scopes[sweep + OLDEST_AT], now)) {
                forgetOldest(sweep);
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
                key = (int) records.get(key, YOUNGER);
            }
        }
    }

    private boolean isOver(long rememberedAt, long now) {
        return now - rememberedAt > ageNanos;
    }

    private void append(int actor, int key, long now) {
        if (scopes[actor + COUNT] == 0) {
            scopes[actor + OLDEST] = key;
            scopes[actor + OLDEST_AT] = now;
        } else {
            int before = (int) scopes[actor + YOUNGEST];
            records.set(before, YOUNGER, key);
            records.set(before, YOUNGER_AT, now);
        }
        scopes[actor + YOUNGEST] = key;
        scopes[actor + COUNT]++;
    }

    private void forgetOldest(int actor) {
        Check.that(scopes[actor + COUNT] > 0, "an actor has no fewer keys than none");
        int key = (int) scopes[actor + OLDEST];
        long[] page = records.page(key);
        int at = records.offset(key);
        if (Outcomes.isPresent(page, at + OUTCOME)) {
            index.remove(key);
            outcomes.erase(page, at + OUTCOME);
        }
        scopes[actor + COUNT]--;
        if (scopes[actor + COUNT] > 0) {
            scopes[actor + OLDEST] = page[at + YOUNGER];
            scopes[actor + OLDEST_AT] = page[at + YOUNGER_AT];
        }
        records.free(key);
    }

    private void growScopes(int actor) {
        int length = Math.max(actor + SCOPE_WIDTH, 16 * SCOPE_WIDTH);
        scopes = Arrays.copyOf(scopes, Math.max(length, 2 * scopes.length));
    }
}
