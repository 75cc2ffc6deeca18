package io.rialto.app;

import io.rialto.engine.EngineLimits;
import io.rialto.history.HistoryComparison;
import io.rialto.history.HistoryFiles;
import io.rialto.history.HistoryStore;
import io.rialto.history.Retention;
import io.rialto.sequencer.AeronEventStream;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.EventStream;
import io.rialto.sequencer.NodeConfig;
import io.rialto.sequencer.VenueNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** {@code rialto history}: the projection of a stopped venue into SQL. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        header = "Makes the history of a stopped venue anew.",
        subcommands = HistoryCommand.Rebuild.class)
final class HistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: rebuild");
    }

    /** Drops every projection and makes it from the events. */
    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            header = "Makes every projection anew from the events.",
            description = {
                "Puts the history of a stopped venue aside and makes it anew from the first event, or",
                "from the newest snapshot where the first events are not kept. Tells rows and time.",
                "What was put aside is deleted when the new one knows as much, else it stays beside",
                "it as history.db.before (in PostgreSQL, as the schema rialto_history_before); when the",
                "rebuild fails it is brought back. A rebuild that",
                "finds one beside it which knows more than the history refuses to begin; where an",
                "earlier rebuild was killed, it is brought back first.",
                "",
                "Exit code 1 when --compare finds a difference."
            })
    static final class Rebuild implements Callable<Integer> {
        private static final long LOOK_MILLIS = 20;

        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "The venue's data directory.")
        private Path data;

        @Option(
                names = "--compare",
                description =
                        "First bring the history up to the last event, and compare the rebuilt"
                                + " one with it, row by row.")
        private boolean compares;

        @Mixin
        private HistoryOptions history;

        private HistoryStore store;

        @Override
        public Integer call() throws IOException, InterruptedException {
            store = history.store(data);
            if (!Files.exists(data.resolve("venue.properties"))) {
                throw new Main.StartException(data + " is not the data directory of a venue");
            }
            try (VenueNode node = VenueNode.start(
                            NodeConfig.of(data), EngineMachine.factory(EngineLimits.defaults()));
                    EventStream events =
                            new AeronEventStream(() -> VenueNode.aeronDirectory(data), data)) {
                return rebuild(events, node.sequence());
            }
        }

        private int rebuild(EventStream events, long sequence) throws InterruptedException {
            if (HistoryFiles.recover(store)) {
                System.out.println("an earlier rebuild was interrupted: its history is back");
            }
            if (compares) {
                project(events, sequence, "catching up");
            }
            boolean wasThere = HistoryFiles.putAside(store);
            long begun = System.nanoTime();
            try {
                project(events, sequence, "rebuilding");
            } catch (RuntimeException | InterruptedException failed) {
                HistoryFiles.bringBack(store);
                throw failed;
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            HistoryFiles.Content content = HistoryFiles.content(store);
            System.out.printf(
                    "history    from event %,d to event %,d in %.1f s (%,.0f events/s)%n",
                    content.firstSequence(),
                    sequence,
                    seconds,
                    (sequence - content.firstSequence()) / seconds);
            content.rows().forEach((table, rows) -> System.out.printf("%,12d %s%n", rows, table));
            boolean isSame = !compares || !wasThere || isSame();
            if (content.firstSequence() == 0 && isSame) {
                HistoryFiles.forget(store);
            }
            return isSame ? 0 : Main.BROKEN;
        }

        private boolean isSame() {
            HistoryComparison comparison = HistoryFiles.compare(store);
            if (comparison.upgradedBefore() == Long.MAX_VALUE) {
                System.out.println("not compared: books and update numbers, which the version that"
                        + " kept the history before did not store");
            } else if (comparison.upgradedBefore() > 0) {
                System.out.printf(
                        "not compared: books, and update numbers before event %,d, which the"
                                + " version that kept the history then did not store%n",
                        comparison.upgradedBefore());
            }
            comparison
                    .differences()
                    .forEach((table, rows) -> System.out.printf(
                            "DIFFERENT  %,d rows of %s; the old history is %s%n",
                            rows, table, HistoryFiles.asideName(store)));
            if (comparison.isSame()) {
                System.out.println("the history before was the same");
            }
            return comparison.isSame();
        }

        private void project(EventStream events, long sequence, String what)
                throws InterruptedException {
            CompletableFuture<String> failed = new CompletableFuture<>();
            try (HistoryRole history = HistoryRole.open(
                                    new HistoryPart(store, Retention.NONE),
                                    events,
                                    Optional.empty(),
                                    failed::complete)
                            .start();
                    ProgressBar progress = new ProgressBar(what, sequence, "events")) {
                while (history.sequence() < sequence && !failed.isDone()) {
                    progress.at(history.sequence());
                    Thread.sleep(LOOK_MILLIS);
                }
            }
            if (failed.isDone()) {
                throw new Main.StartException(failed.join());
            }
        }
    }
}
