package io.rialto.gateway;

import io.rialto.view.AccountInfo;
import io.rialto.view.TokenInfo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Lets requests through as often as their sender may ask. Limits are per user and profile, for all
 * connections together, and for all gateways where these share them; how many commands may be unanswered is per session. Any thread.
 */
final class RequestGate {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private static final int EXPORTS_OF_USER = 2;
    private static final int EXPORTS_MAX = 4;

    /** Sign-ups, sign-ins and wrong credentials of one address. */
    private static final int UNKNOWN_PER_MINUTE = 180;

    /** Refused uses of rights of one account that come into the audit log. */
    private static final int NOTES_PER_MINUTE = 60;

    /** For so long a read under sudo is not noted again. */
    private static final long READ_NOTED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final int READS_MAX = 1_000;

    private static final int ADDRESSES_MAX = 10_000;

    private final Map<String, Allowance> addresses = new ConcurrentHashMap<>();
    private final Map<Who, Usage> usages = new ConcurrentHashMap<>();
    private final Semaphore exports = new Semaphore(EXPORTS_MAX);
    private final List<LimitProfile> profiles;
    private final Sharing sharing;

    RequestGate(List<LimitProfile> profiles, Sharing sharing) {
        this.sharing = sharing;
        this.profiles = List.copyOf(profiles);
    }

    /** The limits of that name, or else those of the account. */
    LimitProfile profile(String name, AccountInfo account) {
        LimitProfile own = account.administrator() ? LimitProfile.ADMINISTRATOR : LimitProfile.USER;
        return named(name).or(() -> named(own.name())).orElse(own);
    }

    /** The limits of users that no other was given to. */
    LimitProfile standardProfile() {
        return named(LimitProfile.USER.name()).orElse(LimitProfile.USER);
    }

    private Optional<LimitProfile> named(String name) {
        return profiles.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** The profile that a token's label names; empty for none. */
    String profileName(TokenInfo token) {
        for (LimitProfile profile : profiles) {
            if (token.label().startsWith(profile.name() + ":")) {
                return profile.name();
            }
        }
        return "";
    }

    /** Whether a profile of that name can be granted. */
    boolean hasProfile(String name) {
        return named(name).isPresent();
    }

    /** How much of its limits a user has used up, over all connections. */
    Usage usage(long account, LimitProfile profile) {
        return usages.computeIfAbsent(
                new Who(account, profile.name()), who -> new Usage(who, profile, sharing));
    }

    /**
     * Lets a command pass. It then counts as unanswered until {@link Session#leave}.
     *
     * @return why it may not
     */
    Optional<Problem> admitCommand(Caller caller, Command command) {
        LimitProfile profile = caller.profile();
        if (!caller.session().enter(profile.inFlightMax())) {
            return Optional.of(Problem.of(
                            Refusal.TOO_MANY_IN_FLIGHT,
                            "Wait for answers: at most "
                                    + profile.inFlightMax()
                                    + " commands of a session may be unanswered")
                    .retryAfter(1)
                    .limitedBy(profile.name() + ".inFlight"));
        }
        Optional<Problem> refused = admitMutation(caller)
                .or(() -> command.isExpensive() ? admitExpensive(caller) : Optional.empty());
        if (refused.isPresent()) {
            caller.session().leave();
        }
        return refused;
    }

    private static Optional<Problem> admitMutation(Caller caller) {
        long wait = caller.usage().mutate.take();
        if (wait == 0) {
            return Optional.empty();
        }
        LimitProfile profile = caller.profile();
        return Optional.of(limited(
                wait,
                mutateOf(profile),
                profile.mutatePerSecond()
                        + " commands a second, "
                        + profile.mutateBurst()
                        + " at once"));
    }

    /** Lets an expensive request pass, or says why not. */
    Optional<Problem> admitExpensive(Caller caller) {
        long wait = caller.usage().expensive.take();
        LimitProfile profile = caller.profile();
        return wait == 0
                ? Optional.empty()
                : Optional.of(limited(
                        wait,
                        expensiveOf(profile),
                        profile.expensivePerMinute() + " of these a minute"));
    }

    /** Whether one more refusal of an account may be noted in the audit log. */
    boolean admitNote(Caller caller) {
        return caller.usage().notes.take() == 0;
    }

    /** Whether a read under sudo has been noted lately: pages ask the same again and again. */
    boolean isNoted(Caller caller, String read) {
        Long at = caller.usage().reads.get(read);
        return at != null && System.nanoTime() - at < READ_NOTED_NANOS;
    }

    /** A read under sudo has been noted. */
    void noted(Caller caller, String read) {
        Map<String, Long> reads = caller.usage().reads;
        if (reads.size() >= READS_MAX) {
            reads.clear();
        }
        reads.put(read, System.nanoTime());
    }

    /** Lets an export begin, or says why not; one that began calls {@link #endExport}. */
    Optional<Problem> admitExport(Caller caller) {
        Semaphore own = caller.usage().exports;
        if (own.tryAcquire()) {
            if (exports.tryAcquire()) {
                return Optional.empty();
            }
            own.release();
        }
        return Optional.of(Problem.of(
                        Refusal.TOO_MANY_IN_FLIGHT,
                        "Wait for an export to end: " + EXPORTS_OF_USER + " of a user, "
                                + EXPORTS_MAX + " in all")
                .retryAfter(1_000)
                .limitedBy(caller.profile().name() + ".exports"));
    }

    /** An export has ended. */
    void endExport(Caller caller) {
        caller.usage().exports.release();
        exports.release();
    }

    /** Lets somebody unknown try something that costs, such as to sign in; or says why not. */
    Optional<Problem> admitUnknown(String address) {
        return unknown(address, Allowance::take);
    }

    /** Whether an address has guesses at credentials left; takes none. */
    Optional<Problem> mayGuess(String address) {
        return unknown(address, Allowance::untilNext);
    }

    /** A credential from that address was wrong. */
    void guessed(String address) {
        var _ = admitUnknown(address);
    }

    private Optional<Problem> unknown(String address, ToLongFunction<Allowance> taken) {
        if (addresses.size() > ADDRESSES_MAX) {
            addresses.values().removeIf(Allowance::isFull);
        }
        long wait = taken.applyAsLong(addresses.computeIfAbsent(
                address,
                a -> new Allowance(
                        "address:" + a, 60, UNKNOWN_PER_MINUTE, UNKNOWN_PER_MINUTE, sharing)));
        return wait == 0
                ? Optional.empty()
                : Optional.of(limited(
                        wait, "address.unknown", UNKNOWN_PER_MINUTE + " of these a minute"));
    }

    private static Problem limited(long waitNanos, String name, String allowance) {
        long millis = (waitNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        return Problem.of(
                        Refusal.RATE_LIMITED,
                        "Try again in " + millis + " ms; allowed are " + allowance)
                .retryAfter(millis)
                .limitedBy(name);
    }

    private static String mutateOf(LimitProfile profile) {
        return profile.name() + ".mutate";
    }

    private static String expensiveOf(LimitProfile profile) {
        return profile.name() + ".expensive";
    }

    private record Who(long account, String profile) {}

    /** A user's buckets. */
    static final class Usage {
        private final Allowance mutate;
        private final Allowance expensive;
        private final Allowance notes;
        private final Semaphore exports = new Semaphore(EXPORTS_OF_USER);
        private final UserStreams streams;
        private final Map<String, Long> reads = new ConcurrentHashMap<>();
        private final String mutateName;
        private final String expensiveName;
        private final String policy;

        private Usage(Who who, LimitProfile profile, Sharing sharing) {
            streams = new UserStreams(profile);
            mutateName = mutateOf(profile);
            expensiveName = expensiveOf(profile);
            String whose = ":" + who.account() + ":" + who.profile();
            mutate = new Allowance(
                    "mutate" + whose, 1, profile.mutatePerSecond(), profile.mutateBurst(), sharing);
            expensive = new Allowance(
                    "expensive" + whose,
                    60,
                    profile.expensivePerMinute(),
                    profile.expensivePerMinute(),
                    sharing);
            notes = new Allowance("notes" + whose, 60, NOTES_PER_MINUTE, NOTES_PER_MINUTE, sharing);
            policy = mutate.policy(mutateName) + ", " + expensive.policy(expensiveName);
        }

        /** The user's streams at this gateway. */
        UserStreams streams() {
            return streams;
        }

        /** The limits, as the header {@code RateLimit-Policy} says them. */
        String policy() {
            return policy;
        }

        /** The commands that may pass at once. */
        int commandsLeft() {
            return (int) mutate.left();
        }

        /** The expensive requests that may pass at once. */
        int expensiveLeft() {
            return (int) expensive.left();
        }

        /** What is left of them, as the header {@code RateLimit} says it. */
        String standing() {
            return mutate.standing(mutateName) + ", " + expensive.standing(expensiveName);
        }
    }
}
