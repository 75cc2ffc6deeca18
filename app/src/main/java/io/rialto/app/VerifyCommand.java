package io.rialto.app;

import io.rialto.engine.EngineLimits;
import io.rialto.identity.AuditReport;
import io.rialto.identity.IdentityException;
import io.rialto.identity.IdentityFile;
import io.rialto.sequencer.DataDirectoryException;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.LogVerifier;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.VerifyReport;
import io.rialto.view.VenueView;
import io.rialto.view.ViewAudit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code rialto verify}: a stopped venue's data, proven from its log. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Proves a stopped venue's data from its log.",
        description = {
            "Replays the stored log of a stopped venue from its oldest snapshot into a fresh engine",
            "and compares: every event with the recorded one, byte for byte; the state with each",
            "snapshot on disk. Archived events are read to their end. Then it adds up the money: per",
            "asset it sums to zero, nothing is negative, and what is held is what the open orders",
            "hold. The audit log of people is followed by its hashes.",
            "",
            "Nothing is changed. Exit code 1 on any difference."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String DISAGREES = "it does NOT agree";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The venue's data directory.")
    private Path data;

    @Mixin
    private HistoryOptions history;

    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:RIALTO_DATABASE}",
            description = "Where people are kept, as for up: jdbc:postgresql://… (default: the file"
                    + " in the data directory). Better in RIALTO_DATABASE.")
    private String database;

    private Optional<Machine> machine = Optional.empty();

    @Override
    public Integer call() throws IOException {
        long started = System.nanoTime();
        VerifyReport report;
        try (ProgressBar progress = new ProgressBar("replaying", 100, "percent")) {
            report = LogVerifier.verify(
                    data,
                    this::create,
                    (bytes, bytesMax) -> progress.at(bytesMax == 0 ? 0 : bytes * 100 / bytesMax));
        } catch (DataDirectoryException refused) {
            // What cannot be replayed because it was changed is not what the venue promised.
            if (refused.reason() != DataDirectoryException.Reason.DAMAGED) {
                throw refused;
            }
            System.out.println("DIFFERENT  " + refused.getMessage());
            System.out.println(DISAGREES);
            return Main.BROKEN;
        }
        ViewAudit.Report audit = audit();
        tell(report, audit, (System.nanoTime() - started) / 1e9);
        System.out.printf(
                "history    a projection, not compared here: rialto history rebuild --compare (%s)%n",
                history.store(data));
        boolean good = report.isEqual() && audit.isClean() && tellPeople();
        System.out.println(good ? "all of it agrees" : DISAGREES);
        return good ? 0 : Main.BROKEN;
    }

    private Machine create(MachineOutput output) {
        machine = Optional.of(EngineMachine.factory(EngineLimits.defaults()).create(output));
        return machine.get();
    }

    /** Adds up the state that the replay led to. */
    private ViewAudit.Report audit() {
        VenueView view = new VenueView();
        machine.orElseThrow().writeSnapshot(view::onStateRecord);
        return ViewAudit.of(view);
    }

    private static void tell(VerifyReport report, ViewAudit.Report audit, double seconds) {
        System.out.printf(
                "log        %,d commands replayed from event %,d to event %,d in %.1f s%n",
                report.commands(), report.fromSequence(), report.sequence(), seconds);
        System.out.printf(
                "events     compared with the record up to event %,d%n", report.eventsCompared());
        System.out.printf(
                "snapshots  %d compared%s%n",
                report.snapshotsCompared(),
                report.newestSnapshot() < 0
                        ? ""
                        : ", the newest after event %,d".formatted(report.newestSnapshot()));
        System.out.printf("state      hash %016x%n", report.stateHash());
        System.out.printf(
                "money      %,d balances of %,d accounts in %,d assets, %,d open orders in %,d"
                        + " markets%n",
                audit.balances(),
                audit.accounts(),
                audit.assets(),
                audit.openOrders(),
                audit.markets());
        report.notes().forEach(note -> System.out.println("note       " + note));
        report.differences().forEach(difference -> System.out.println("DIFFERENT  " + difference));
        audit.violations().forEach(violation -> System.out.println("WRONG      " + violation));
    }

    /** Follows the audit log of people, in the directory's own file and in the database named. */
    private boolean tellPeople() throws IOException {
        String venue = IdentityPart.venueId(data);
        Optional<String> url = Optional.ofNullable(database).filter(text -> !text.isBlank());
        boolean isRight = tellPeople(() -> IdentityFile.verify(data, venue));
        return url.map(named -> tellPeople(
                                () -> Optional.of(IdentityFile.verifyDatabase(named, venue))))
                        .orElse(true)
                && isRight;
    }

    private static boolean tellPeople(Supplier<Optional<AuditReport>> verification) {
        Optional<AuditReport> log;
        try {
            log = verification.get();
        } catch (IdentityException unreadable) {
            System.out.println("DIFFERENT  " + unreadable.getMessage());
            return false;
        }
        log.ifPresent(found -> System.out.printf(
                "people     %,d entries of the audit log follow one another%s%n",
                found.entries(),
                found.lastHash().isEmpty() ? "" : ", the last " + found.lastHash()));
        Optional<String> wrong = log.flatMap(AuditReport::wrong);
        wrong.ifPresent(what -> System.out.println("WRONG      audit log: " + what));
        return wrong.isEmpty();
    }
}
