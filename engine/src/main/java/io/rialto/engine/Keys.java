package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The idempotency keys that are remembered, each with the hash of its payload and its outcome: per
 * actor the last so many, none longer than so long (VENUE-RULES 8). Exact: a key inside both bounds
 * is always found, one outside either never. Forgetting is spread over later commands; what awaits
 * it is no longer found.
 *
 * <p>Two lists in order of age run through the records: of all keys, and of each actor's.
 */
final class Keys {
    static final int NONE = Records.NONE;

    private static final int SCOPE = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int PAYLOAD_HASH = 3;
    private static final int REMEMBERED_AT = 4;
    private static final int OUTCOME = 5;

    /** Older neighbour in the upper half, younger in the lower. */
    private static final int ALL_LINKS = 6;

    private static final int ACTOR_LINKS = 7;
    private static final int WIDTH = 8;

    /** More than one, so that a backlog shrinks. */
    private static final int FORGOTTEN_PER_COMMAND = 2;

    private final int perActorMax;
    private final long ageNanos;
    private final Outcomes outcomes;
    private final Records records = new Records(WIDTH);
    private final KeyIndex index = new KeyIndex(records);
    private int oldest = NONE;
    private int youngest = NONE;

    private int[] oldestOfActor = new int[0];
    private int[] youngestOfActor = new int[0];
    private int[] countOfActor = new int[0];

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

    /** Remembers a key that is not there, and forgets the actor's oldest when it has too many. */
    void remember(int scope, long high, long low, long payloadHash, long now, int outcome) {
        int key = records.allocate();
        long[] page = records.page(key);
        int at = records.offset(key);
        page[at + SCOPE] = scope;
        page[at + HIGH] = high;
        page[at + LOW] = low;
        page[at + PAYLOAD_HASH] = payloadHash;
        page[at + REMEMBERED_AT] = now;
        page[at + OUTCOME] = outcome;
        outcomes.retain(outcome);
        index.insert(key);
        append(key, scope);
        if (countOfActor[scope] > perActorMax) {
            forget(oldestOfActor[scope]);
        }
    }

    /** Forgets a few of those whose time is over. */
    void forgetSome(long now) {
        for (int i = 0; i < FORGOTTEN_PER_COMMAND && oldest != NONE && isOver(oldest, now); i++) {
            forget(oldest);
        }
    }

    /** Writes all that are kept, those over but not yet forgotten too, the oldest first. */
    void write(Accounts accounts, StateSink sink, Outcome scratch) {
        for (int key = oldest; key != NONE; key = younger(key, ALL_LINKS)) {
            outcomes.load(outcome(key), scratch);
            int scope = (int) records.get(key, SCOPE);
            sink.key(
                    scope == 0 ? 0 : accounts.id(scope - 1),
                    records.get(key, HIGH),
                    records.get(key, LOW),
                    records.get(key, PAYLOAD_HASH),
                    records.get(key, REMEMBERED_AT),
                    scratch);
        }
    }

    private boolean isOver(int key, long now) {
        return now - records.get(key, REMEMBERED_AT) > ageNanos;
    }

    private void append(int key, int scope) {
        if (scope >= countOfActor.length) {
            growActors(scope);
        }
        records.set(key, ALL_LINKS, links(youngest, NONE));
        if (youngest == NONE) {
            oldest = key;
        } else {
            setYounger(youngest, ALL_LINKS, key);
        }
        youngest = key;
        int before = youngestOfActor[scope];
        records.set(key, ACTOR_LINKS, links(before, NONE));
        if (before == NONE) {
            oldestOfActor[scope] = key;
        } else {
            setYounger(before, ACTOR_LINKS, key);
        }
        youngestOfActor[scope] = key;
        countOfActor[scope]++;
    }

    private void forget(int key) {
        index.remove(key);
        int scope = (int) records.get(key, SCOPE);
        int older = older(key, ALL_LINKS);
        int younger = younger(key, ALL_LINKS);
        if (older == NONE) {
            oldest = younger;
        } else {
            setYounger(older, ALL_LINKS, younger);
        }
        if (younger == NONE) {
            youngest = older;
        } else {
            setOlder(younger, ALL_LINKS, older);
        }
        older = older(key, ACTOR_LINKS);
        younger = younger(key, ACTOR_LINKS);
        if (older == NONE) {
            oldestOfActor[scope] = younger;
        } else {
            setYounger(older, ACTOR_LINKS, younger);
        }
        if (younger == NONE) {
            youngestOfActor[scope] = older;
        } else {
            setOlder(younger, ACTOR_LINKS, older);
        }
        countOfActor[scope]--;
        Check.that(countOfActor[scope] >= 0, "an actor has no fewer keys than none");
        outcomes.release(outcome(key));
        records.free(key);
    }

    private void growActors(int scope) {
        int before = countOfActor.length;
        int length = Math.max(scope + 1, Math.max(16, before * 2));
        countOfActor = Arrays.copyOf(countOfActor, length);
        oldestOfActor = Arrays.copyOf(oldestOfActor, length);
        youngestOfActor = Arrays.copyOf(youngestOfActor, length);
        Arrays.fill(oldestOfActor, before, length, NONE);
        Arrays.fill(youngestOfActor, before, length, NONE);
    }

    private int older(int key, int list) {
        return (int) (records.get(key, list) >>> 32);
    }

    private int younger(int key, int list) {
        return (int) records.get(key, list);
    }

    private void setOlder(int key, int list, int older) {
        records.set(key, list, links(older, younger(key, list)));
    }

    private void setYounger(int key, int list, int younger) {
        records.set(key, list, links(older(key, list), younger));
    }

    private static long links(int older, int younger) {
        return ((long) older << 32) | (younger & 0xFFFF_FFFFL);
    }
}
