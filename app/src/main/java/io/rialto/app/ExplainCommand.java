package io.rialto.app;

import io.rialto.engine.EngineLimits;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.LogReplay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code rialto explain}: one order's life, from the log. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Tells an order's life, from the log.",
        description = {
            "Replays the stored log of a venue, running or not, into a fresh engine and tells what",
            "became of one order and why: who sent what through which gateway, when it was logged",
            "and applied, its trace, its place in the queue, its fills, every posting for it.",
            "",
            "The log does not know when a gateway received a command: its first instant is that of",
            "the log. Events before the oldest snapshot's are told only as far as that knows them.",
            "Nothing is changed; while it reads, nothing is pruned.",
            "",
            "Exit code 1 when there is no such order."
        })
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ORDER",
            description = "MARKET:NUMBER with the market's symbol or id, as BTC-USD:17; or NUMBER "
                    + "where only one market has such an order.")
    private String order;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The venue's data directory (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--counterparties",
            description = "Name the accounts that it met, and show their postings too.")
    private boolean showsOthers;

    @Override
    public Integer call() throws IOException {
        OrderLife life = new OrderLife(name(), showsOthers);
        try (ProgressBar progress = new ProgressBar("replaying", 100, "percent")) {
            LogReplay.run(
                    data,
                    EngineMachine.factory(EngineLimits.defaults()),
                    life,
                    (bytes, bytesMax) -> progress.at(bytesMax == 0 ? 0 : bytes * 100 / bytesMax));
        }
        List<String> names = life.names();
        if (names.isEmpty()) {
            System.err.println("rialto: the log has no order " + order);
            return Main.BROKEN;
        }
        if (names.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "there are several: " + String.join(", ", names));
        }
        life.lines().forEach(System.out::println);
        return 0;
    }

    private OrderName name() {
        try {
            return OrderName.parse(order);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
