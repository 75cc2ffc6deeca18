package io.rialto.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a user may ask for. Which profile counts is the token's: its label begins with the
 * profile's name and a colon, and labels are given by administrators only.
 *
 * @param name as labels and answers give it
 * @param mutatePerSecond commands a second, in the long run
 * @param mutateBurst commands at once after a rest
 * @param expensivePerMinute full histories, and what is made for good, a minute
 * @param inFlightMax commands of one session that may be unanswered
 * @param streamsMax streams that may be open at one gateway
 * @param subscriptionsMax subscriptions of all these streams together
 */
public record LimitProfile(
        String name,
        int mutatePerSecond,
        int mutateBurst,
        int expensivePerMinute,
        int inFlightMax,
        int streamsMax,
        int subscriptionsMax) {
    private static final int STREAMS = 64;
    private static final int SUBSCRIPTIONS = 1_024;
    private static final String COUNT = "([1-9][0-9]{0,8})";
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{0,15})="
            + String.join("/", COUNT, COUNT, COUNT, COUNT)
            + "(?:/%s/%s)?".formatted(COUNT, COUNT));

    /** Every user without another profile. */
    static final LimitProfile USER =
            new LimitProfile("user", 100, 1_000, 180, 256, STREAMS, SUBSCRIPTIONS);

    /** An administrator: ten times a user's. */
    static final LimitProfile ADMINISTRATOR = new LimitProfile(
            "administrator", 1_000, 10_000, 1_800, 1_024, 10 * STREAMS, 10 * SUBSCRIPTIONS);

    /** Recorded order flow that is played back as fast as the venue takes it. */
    static final LimitProfile REPLAY =
            new LimitProfile("replay", 1_000_000, 1_000_000, 1_800, 2_048, STREAMS, SUBSCRIPTIONS);

    /** Load tests. */
    static final LimitProfile BENCH =
            new LimitProfile("bench", 10_000_000, 10_000_000, 180_000, 4_096, 100_000, 1_000_000);

    public LimitProfile {
        if (name.isEmpty()
                || mutatePerSecond < 1
                || mutateBurst < 1
                || expensivePerMinute < 1
                || inFlightMax < 1
                || streamsMax < 1
                || subscriptionsMax < 1) {
            throw new IllegalArgumentException("a limit profile has a name and positive limits");
        }
    }

    /**
     * What {@code NAME=A/B/C/D} or {@code NAME=A/B/C/D/E/F} says: commands a second, at once,
     * expensive requests a minute, commands unanswered, streams, and subscriptions.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static LimitProfile parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no limits '" + text
                    + "'; give NAME=A/B/C/D or NAME=A/B/C/D/E/F: commands a second, at once,"
                    + " expensive requests a minute, commands unanswered, streams, subscriptions, each"
                    + " from 1 to 999999999");
        }
        return new LimitProfile(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)),
                count(matcher.group(6), STREAMS),
                count(matcher.group(7), SUBSCRIPTIONS));
    }

    private static int count(String text, int otherwise) {
        return Optional.ofNullable(text).map(Integer::valueOf).orElse(otherwise);
    }
}
