package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The idempotency keys that are remembered, each with the hash of its payload and its outcome: per
 * actor the last so many, none longer than so long (VENUE-RULES 8). Exact: a key inside both bounds
 * is always found, one outside either never. What is over may stay for a while, unseen; forgetting
 * is spread over later commands.
 *
 * <p>The keys of an actor are a list in order of age. There is none of all keys: taking one out of
 * the middle of it would touch two more records.
 */
final class Keys {
    static final int NONE = Records.NONE;

    private static final int SCOPE = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int PAYLOAD_HASH = 3;
    private static final int REMEMBERED_AT = 4;
    private static final int OUTCOME = 5;

    /** The actor's next older key in the upper half, the younger in the lower. */
    private static final int LINKS = 6;

    private static final int WIDTH = 7;

    /** More than one, so that a backlog shrinks. */
    private static final int FORGOTTEN_PER_COMMAND = 2;

    private final int perActorMax;
    private final long ageNanos;
    private final Outcomes outcomes;
    private final Records records = new Records(WIDTH);
    private final KeyIndex index = new KeyIndex(records);

    /** By scope. What the oldest says is older than it means nothing. */
    private int[] oldest = new int[0];

    private int[] youngest = new int[0];
    private int[] counts = new int[0];

    /** The scope whose oldest keys are looked at next; no part of the state, as it changes nothing. */
    private int sweep;

    Keys(int perActorMax, long ageNanos, Outcomes outcomes) {
        this.perActorMax = perActorMax;
        this.ageNanos = ageNanos;
        this.outcomes = outcomes;
    }

    /** The key if it is remembered at that time, else {@link #NONE}. */
    int find(int scope, long high, long low, long now) {
        int key = index.find(scope, high, low);
        if (key != NONE && isOver(key, now)) {
            forget(key);
            return NONE;
        }
        return key;
    }

    long payloadHash(int key) {
        return records.get(key, PAYLOAD_HASH);
    }

    /** Handle of the outcome in {@link Outcomes}. */
    int outcome(int key) {
        return (int) records.get(key, OUTCOME);
    }

    /** Remembers a key that is not there, in place of the actor's oldest when it has too many. */
    void remember(int scope, long high, long low, long payloadHash, long now, int outcome) {
        outcomes.retain(outcome);
        if (scope >= counts.length) {
            growScopes(scope);
        }
        // First, so that what was just touched is used again.
        if (counts[scope] == perActorMax) {
            forget(oldest[scope]);
        }
        int key = records.allocate();
        long[] page = records.page(key);
        int at = records.offset(key);
        page[at + SCOPE] = scope;
        page[at + HIGH] = high;
        page[at + LOW] = low;
        page[at + PAYLOAD_HASH] = payloadHash;
        page[at + REMEMBERED_AT] = now;
        page[at + OUTCOME] = outcome;
        index.insert(key);
        append(key, scope);
    }

    /** Forgets a few of those whose time is over, of one actor after the other. */
    void forgetSome(long now) {
        sweep = sweep + 1 < counts.length ? sweep + 1 : 0;
        for (int i = 0; i < FORGOTTEN_PER_COMMAND; i++) {
            if (sweep < counts.length && counts[sweep] > 0 && isOver(oldest[sweep], now)) {
                forget(oldest[sweep]);
            }
        }
    }

    /** Writes those that are not over, by actor and then the oldest first. */
    void write(Accounts accounts, long now, StateSink sink, Outcome scratch) {
        for (int scope = 0; scope < counts.length; scope++) {
            long actor = scope == 0 || counts[scope] == 0 ? 0 : accounts.id(scope - 1);
            int key = oldest[scope];
            for (int i = 0; i < counts[scope]; i++) {
                if (!isOver(key, now)) {
                    outcomes.load(outcome(key), scratch);
                    sink.key(
                            actor,
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

    private boolean isOver(int key, long now) {
        return now - records.get(key, REMEMBERED_AT) > ageNanos;
    }

    private void append(int key, int scope) {
        int before = youngest[scope];
        if (counts[scope] == 0) {
            oldest[scope] = key;
        } else {
            setYounger(before, key);
        }
        records.set(key, LINKS, links(before, NONE));
        youngest[scope] = key;
        counts[scope]++;
    }

    private void forget(int key) {
        index.remove(key);
        int scope = (int) records.get(key, SCOPE);
        Check.that(counts[scope] > 0, "an actor has no fewer keys than none");
        boolean isOldest = key == oldest[scope];
        boolean isYoungest = key == youngest[scope];
        if (isOldest) {
            oldest[scope] = younger(key);
        } else {
            setYounger(older(key), younger(key));
        }
        if (isYoungest) {
            youngest[scope] = older(key);
        } else if (!isOldest) {
            setOlder(younger(key), older(key));
        }
        counts[scope]--;
        outcomes.release(outcome(key));
        records.free(key);
    }

    private void growScopes(int scope) {
        int length = Math.max(scope + 1, Math.max(16, counts.length * 2));
        counts = Arrays.copyOf(counts, length);
        oldest = Arrays.copyOf(oldest, length);
        youngest = Arrays.copyOf(youngest, length);
    }

    private int older(int key) {
        return (int) (records.get(key, LINKS) >>> 32);
    }

    private int younger(int key) {
        return (int) records.get(key, LINKS);
    }

    private void setOlder(int key, int older) {
        records.set(key, LINKS, links(older, younger(key)));
    }

    private void setYounger(int key, int younger) {
        records.set(key, LINKS, links(older(key), younger));
    }

    private static long links(int older, int younger) {
        return ((long) older << 32) | (younger & 0xFFFF_FFFFL);
    }
}
