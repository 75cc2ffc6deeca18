package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.Counter;
import io.rialto.sequencer.VenueUpkeep.Consumer;
import io.rialto.sequencer.VenueUpkeep.Snapshot;

import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a node's condition reaches the gateways of its machine: as counters in the memory that its
 * media driver shares, so that it can be told when nothing can be written any more. Each consumer left
 * behind has a counter of its own, whose label is its name: counters have no other text. So has each
 * that has noted how far it has come; and each that reads, made by its reader.
 *
 * <p>One counter goes the other way: gateways count in it how often a snapshot was wished for.
 */
final class ConditionCounters {
    /** Beyond the range that Aeron keeps for itself. */
    private static final int TYPE_ID_MIN = 19_300;

    private enum Figure {
        ROOM(0, "rialto room"),
        FREE(1, "rialto disk free bytes"),
        RESERVE(2, "rialto disk reserve bytes"),
        PACE(3, "rialto disk bytes per hour"),
        UNTIL_FULL(4, "rialto disk full in seconds"),
        SNAPSHOTS_FAILED(5, "rialto snapshots failed in a row"),
        SEQUENCE(10, "rialto last event"),
        SNAPSHOT_SEQUENCE(11, "rialto snapshot of event"),
        SNAPSHOT_TIME(12, "rialto snapshot of log time"),
        SNAPSHOT_POSITION(13, "rialto snapshot of log position"),
        SNAPSHOT_BYTES(14, "rialto snapshot bytes"),
        LOG_SINCE(15, "rialto log bytes since snapshot"),
        STORING(16, "rialto snapshot under way"),
        WISHES(17, "rialto snapshots wished for");

        private static final Figure[] ALL = values();
        private final int typeId;
        private final String label;

        Figure(int number, String label) {
            typeId = TYPE_ID_MIN + number;
            this.label = label;
        }
    }

    /** Counters of one kind, each with a name of its own. */
    private enum Kind {
        BEHIND(6, "rialto consumer left behind: "),
        NOTED(20, "rialto consumer noted: "),
        READING(21, "rialto consumer reads: ");

        private final int typeId;
        private final String label;

        Kind(int number, String label) {
            typeId = TYPE_ID_MIN + number;
            this.label = label;
        }
    }

    private ConditionCounters() {}

    /**
     * Asks for a counter that says how far the consumer of that name has come, while it reads.
     *
     * @return with which the client has the counter by and by
     */
    static long reading(Aeron aeron, String consumer) {
        return aeron.asyncAddCounter(Kind.READING.typeId, Kind.READING.label + consumer);
    }

    /** Tells; owned by one thread. */
    static final class Writer {
        private final Map<Figure, Counter> counters = new EnumMap<>(Figure.class);
        private final Map<String, Counter> behind = new HashMap<>();
        private final Map<String, Counter> noted = new HashMap<>();
        private final Aeron aeron;
        private long wishes;

        /** Makes the counters, with the client's agent invoked meanwhile. */
        Writer(Aeron aeron) {
            this.aeron = aeron;
            for (Figure figure : Figure.ALL) {
                counters.put(figure, aeron.addCounter(figure.typeId, figure.label));
            }
        }

        void tell(VenueCondition condition, VenueUpkeep upkeep) {
            set(Figure.FREE, condition.freeBytes());
            set(Figure.RESERVE, condition.reserveBytes());
            set(Figure.PACE, condition.bytesPerHour());
            set(Figure.UNTIL_FULL, condition.secondsUntilFull());
            set(Figure.SNAPSHOTS_FAILED, condition.snapshotsFailed());
            name(Kind.BEHIND, behind, condition.consumersLeftBehind());
            tell(upkeep);
            set(Figure.ROOM, condition.room().number());
        }

        private void tell(VenueUpkeep upkeep) {
            set(Figure.SNAPSHOT_TIME, upkeep.snapshot().timeNanos());
            set(Figure.SNAPSHOT_POSITION, upkeep.snapshot().logPosition());
            set(Figure.SNAPSHOT_BYTES, upkeep.snapshot().bytes());
            set(Figure.SNAPSHOT_SEQUENCE, upkeep.snapshot().sequence());
            set(Figure.LOG_SINCE, upkeep.logBytesSince());
            set(Figure.STORING, upkeep.isStoring() ? 1 : 0);
            Map<String, Long> consumers = upkeep.consumers().stream()
                    .collect(Collectors.toMap(Consumer::name, Consumer::sequence));
            name(Kind.NOTED, noted, consumers.keySet());
            noted.forEach((name, counter) -> counter.setRelease(consumers.get(name)));
            set(Figure.SEQUENCE, upkeep.sequence());
        }

        /** Whether somebody has wished for a snapshot since this was last asked. */
        boolean takeWish() {
            long now = counters.get(Figure.WISHES).get();
            boolean isNew = now != wishes;
            wishes = now;
            return isNew;
        }

        private void name(Kind kind, Map<String, Counter> named, Collection<String> names) {
            for (String name : names) {
                named.computeIfAbsent(name, key -> aeron.addCounter(kind.typeId, kind.label + key));
            }
            named.entrySet().removeIf(entry -> {
                boolean isNoMore = !names.contains(entry.getKey());
                if (isNoMore) {
                    entry.getValue().close();
                }
                return isNoMore;
            });
        }

        private void set(Figure figure, long value) {
            counters.get(figure).setRelease(value);
        }
    }

    /** Reads what the node beside a media driver tells; one thread. */
    static final class Reader {
        private final CountersReader counters;
        private final Map<Figure, Integer> ids = new EnumMap<>(Figure.class);

        Reader(CountersReader counters) {
            this.counters = counters;
        }

        /** What the node says now; unknown when it has said nothing yet. */
        VenueCondition read() {
            if (!isFound()) {
                return VenueCondition.UNKNOWN;
            }
            return new VenueCondition(
                    Room.of(get(Figure.ROOM)),
                    get(Figure.FREE),
                    get(Figure.RESERVE),
                    get(Figure.PACE),
                    get(Figure.UNTIL_FULL),
                    get(Figure.SNAPSHOTS_FAILED),
                    List.copyOf(named(Kind.BEHIND).keySet()));
        }

        /** What the node says that it keeps; unknown when it has said nothing yet. */
        VenueUpkeep upkeep() {
            if (!isFound() || get(Figure.ROOM) == Room.UNKNOWN.number()) {
                return VenueUpkeep.UNKNOWN;
            }
            Map<String, Consumer> consumers = new TreeMap<>();
            named(Kind.NOTED)
                    .forEach((name, sequence) ->
                            consumers.put(name, new Consumer(name, sequence, false)));
            // One that has just come may have noted more than its new counter says yet.
            named(Kind.READING)
                    .forEach((name, sequence) -> consumers.merge(
                            name,
                            new Consumer(name, sequence, true),
                            (noted, now) -> new Consumer(
                                    name, Math.max(noted.sequence(), now.sequence()), true)));
            // After the consumers: what they have applied is there.
            return new VenueUpkeep(
                    get(Figure.SEQUENCE),
                    new Snapshot(
                            get(Figure.SNAPSHOT_SEQUENCE),
                            get(Figure.SNAPSHOT_TIME),
                            get(Figure.SNAPSHOT_POSITION),
                            get(Figure.SNAPSHOT_BYTES)),
                    get(Figure.LOG_SINCE),
                    get(Figure.STORING) != 0,
                    List.copyOf(consumers.values()));
        }

        /** Tells the node that a snapshot is wished for; false when there is none to tell. */
        boolean wishForSnapshot() {
            if (!isFound()) {
                return false;
            }
            new AtomicCounter(counters.valuesBuffer(), ids.get(Figure.WISHES)).increment();
            return true;
        }

        private boolean isFound() {
            return ids.size() == Figure.ALL.length || find();
        }

        private boolean find() {
            counters.forEach((counterId, typeId, key, label) -> {
                for (Figure figure : Figure.ALL) {
                    if (figure.typeId == typeId) {
                        ids.put(figure, counterId);
                    }
                }
            });
            return ids.size() == Figure.ALL.length;
        }

        private long get(Figure figure) {
            return counters.getCounterValue(ids.get(figure));
        }

        /** The counters of a kind, by their names in order; of two of one name the greater. */
        private Map<String, Long> named(Kind kind) {
            Map<String, Long> named = new TreeMap<>();
            counters.forEach((counterId, typeId, key, label) -> {
                if (typeId == kind.typeId) {
                    named.merge(
                            label.substring(kind.label.length()),
                            counters.getCounterValue(counterId),
                            Math::max);
                }
            });
            return named;
        }
    }
}
