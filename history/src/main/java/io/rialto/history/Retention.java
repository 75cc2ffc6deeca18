package io.rialto.history;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a history keeps its rows, counted back from the newest event; what is not named it keeps
 * for good. What is older goes a part at a time, by whole hours in SQLite and whole days in
 * PostgreSQL.
 *
 * @param kept at least an hour each
 */
public record Retention(Map<Kind, Duration> kept) {
    /** Everything for good. */
    public static final Retention NONE = new Retention(Map.of());

    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})([hd])");

    /** What may be kept for a time of its own. */
    public enum Kind {
        /** Closed orders, the changes of orders, books of the past, denials. */
        ORDERS,
        /** Executions. */
        TRADES,
        /** Changes of balances; what accounts had at the beginning of what is kept stays. */
        POSTINGS,
        /** Candles of a second; a market's last one stays, as of the other candles. */
        CANDLES_1S,
        /** Candles of a minute, and what is put together of them. */
        CANDLES_1M,
        /** Candles of an hour, and what is put together of them. Those of a day are always kept. */
        CANDLES_1H;

        /** As settings have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Retention {
        kept = Map.copyOf(kept);
        if (kept.values().stream().anyMatch(each -> each.compareTo(Duration.ofHours(1)) < 0)) {
            throw new IllegalArgumentException(
                    "a history keeps what it keeps for an hour at least");
        }
    }

    /**
     * Reads {@code orders=6h,trades=30d}.
     *
     * @throws IllegalArgumentException when it is no such list
     */
    public static Retention parse(String text) {
        Map<Kind, Duration> kept = new EnumMap<>(Kind.class);
        for (String part : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
            int equals = part.indexOf('=');
            Matcher length = LENGTH.matcher(part.substring(equals + 1).strip());
            if (equals < 0 || !length.matches()) {
                throw new IllegalArgumentException(
                        "a retention is like orders=6h,trades=30d, not " + text);
            }
            long count = Long.parseLong(length.group(1));
            kept.put(
                    kind(part.substring(0, equals).strip()),
                    length.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count));
        }
        return new Retention(kept);
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("there is nothing called " + word + " to keep, but "
                + String.join(
                        ", ", List.of(Kind.values()).stream().map(Kind::word).toList()));
    }
}
