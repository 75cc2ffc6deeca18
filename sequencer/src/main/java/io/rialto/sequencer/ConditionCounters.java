package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.Counter;

import org.agrona.concurrent.status.CountersReader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a node's condition reaches the gateways of its machine: as counters in the memory that its
 * media driver shares, so that it can be told when nothing can be written any more. Each consumer left
 * behind has a counter of its own, whose label is its name: counters have no other text.
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
        SNAPSHOTS_FAILED(5, "rialto snapshots failed in a row");

        private static final Figure[] ALL = values();
        private final int typeId;
        private final String label;

        Figure(int number, String label) {
            typeId = TYPE_ID_MIN + number;
            this.label = label;
        }
    }

    private static final int BEHIND_TYPE_ID = TYPE_ID_MIN + Figure.ALL.length;
    private static final String BEHIND_LABEL = "rialto consumer left behind: ";

    private ConditionCounters() {}

    /** Tells; owned by one thread. */
    static final class Writer {
        private final Map<Figure, Counter> counters = new EnumMap<>(Figure.class);
        private final Map<String, Counter> behind = new HashMap<>();
        private final Aeron aeron;

        /** Makes the counters, with the client's agent invoked meanwhile. */
        Writer(Aeron aeron) {
            this.aeron = aeron;
            for (Figure figure : Figure.ALL) {
                counters.put(figure, aeron.addCounter(figure.typeId, figure.label));
            }
        }

        void tell(VenueCondition condition) {
            set(Figure.FREE, condition.freeBytes());
            set(Figure.RESERVE, condition.reserveBytes());
            set(Figure.PACE, condition.bytesPerHour());
            set(Figure.UNTIL_FULL, condition.secondsUntilFull());
            set(Figure.SNAPSHOTS_FAILED, condition.snapshotsFailed());
            name(condition.consumersLeftBehind());
            set(Figure.ROOM, condition.room().number());
        }

        private void name(List<String> names) {
            for (String name : names) {
                behind.computeIfAbsent(
                        name, key -> aeron.addCounter(BEHIND_TYPE_ID, BEHIND_LABEL + key));
            }
            behind.entrySet().removeIf(entry -> {
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
            if (ids.size() < Figure.ALL.length && !find()) {
                return VenueCondition.UNKNOWN;
            }
            return new VenueCondition(
                    Room.of(get(Figure.ROOM)),
                    get(Figure.FREE),
                    get(Figure.RESERVE),
                    get(Figure.PACE),
                    get(Figure.UNTIL_FULL),
                    get(Figure.SNAPSHOTS_FAILED),
                    names());
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

        private List<String> names() {
            List<String> names = new ArrayList<>();
            counters.forEach((counterId, typeId, key, label) -> {
                if (typeId == BEHIND_TYPE_ID) {
                    names.add(label.substring(BEHIND_LABEL.length()));
                }
            });
            Collections.sort(names);
            return names;
        }
    }
}
