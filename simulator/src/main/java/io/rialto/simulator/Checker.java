package io.rialto.simulator;

import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.NodeMachine;
import io.rialto.view.AppliedCommand;
import io.rialto.view.EventVisitor;
import io.rialto.view.VenueView;
import io.rialto.view.ViewAudit;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows what must be true. A second machine, which never dies, applies every entry of the log once,
 * when it is first applied: from then on nobody may be told anything else. Its events feed a view
 * that is audited after every command.
 */
final class Checker {
    private static final long HASH_EVERY = 128;
    private static final long VIEW_EVERY = 64;

    private final World world;
    private final NodeMachine twin;
    private final VenueView truth = new VenueView();
    private final Map<Long, Point> points = new HashMap<>();
    private final Map<Long, Long> chains = new HashMap<>();
    private final Map<Outcome.CommandNumber, Outcome> outcomes = new HashMap<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Map<String, Integer> issued = new HashMap<>();
    private long position;
    private long applied;
    private long viewTurns;

    /** Where the twin was after an entry of the log. */
    private record Point(long sequence, long chain) {}

    private final class TwinRecords implements NodeMachine.Records {
        @Override
        public void append(DirectBuffer frame, int offset, int length) {
            truth.onFrame(frame, offset, length);
        }

        @Override
        public long sequence() {
            return twin.machine().sequence();
        }

        @Override
        public void awaitRecorded() {
            // They are nowhere but in the view.
        }

        @Override
        public long recordingId() {
            return 0;
        }

        @Override
        public long position() {
            return 0;
        }
    }

    Checker(World world, MachineFactory factory) {
        this.world = world;
        twin = new NodeMachine(factory, new TwinRecords(), this::onTwinAnswer, deadline -> {});
        truth.addListener(this::onTruth);
    }

    private void onTwinAnswer(DirectBuffer answer, int offset, int length) {
        Outcome outcome = Outcome.of(answer, offset, length);
        if (outcome.isOfTheCommand()) {
            outcomes.putIfAbsent(outcome.number(), outcome);
        }
    }

    private void onTruth(VenueView view, AppliedCommand command) {
        command.forEachEvent(new EventVisitor() {
            @Override
            public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
                String name = event.clientOrderId();
                if (!name.isEmpty()) {
                    once(accepted, name);
                }
            }

            @Override
            public void onIssued(long sequence, IssuedDecoder event) {
                byte[] note = new byte[event.noteLength()];
                event.getNote(note, 0, note.length);
                once(issued, new String(note, StandardCharsets.UTF_8));
            }
        });
    }

    private static void once(Map<String, Integer> seen, String name) {
        Violation.unless(
                seen.merge(name, 1, Integer::sum) == 1, "what " + name + " asks is done twice");
    }

    // The node.

    /** The node is about to apply an entry of its log, for the first time or again. */
    void onApplying(Disk.Entry entry) {
        if (entry.position() > position) {
            applyToTwin(entry);
        }
    }

    /** The node has applied an entry of its log. */
    void onApplied(Disk.Entry entry, Machine machine) {
        Point point = points.get(entry.position());
        Violation.unless(
                point != null
                        && machine.sequence() == point.sequence
                        && machine.chain() == point.chain,
                "after log position "
                        + entry.position()
                        + " the machine is at event "
                        + machine.sequence()
                        + " of another history than it was: "
                        + point);
        if (++applied % HASH_EVERY == 0 && entry.position() == position) {
            Violation.unless(
                    machine.stateHash() == twin.machine().stateHash(),
                    "the machine's state is not the one that its log gives");
        }
    }

    private void applyToTwin(Disk.Entry entry) {
        if (entry.isTimer()) {
            twin.onTimer(entry.nanos(), entry.position());
        } else {
            twin.onCommand(
                    entry.nanos(),
                    entry.position(),
                    entry.command(),
                    0,
                    entry.command().capacity());
            world.tally().commands++;
        }
        position = entry.position();
        Machine machine = twin.machine();
        points.put(position, new Point(machine.sequence(), machine.chain()));
        chains.put(machine.sequence(), machine.chain());
        Violation.unless(
                truth.sequence() == machine.sequence() && truth.chain() == machine.chain(),
                "events are missing or too many after " + truth.sequence());
        ViewAudit.Report report = ViewAudit.of(truth);
        Violation.unless(report.isClean(), "the books do not balance: " + report.violations());
    }

    void onSnapshot(Disk.Snapshot snapshot) {
        VenueView view = new VenueView();
        snapshot.readWritten(view::onStateRecord);
        if (snapshot.point().logPosition() == position) {
            Violation.unless(
                    snapshot.stateHash() == twin.machine().stateHash(),
                    "a snapshot is of another state than the log's");
            same(view, "a snapshot shows");
        }
    }

    // Views and clients.

    /** A view has taken what it could get. */
    void onViewTurn(VenueView view) {
        Long chain = chains.get(view.sequence());
        Violation.unless(
                chain == null || chain == view.chain(),
                "a view is at event " + view.sequence() + " of another history");
        if (view.sequence() == truth.sequence() && ++viewTurns % VIEW_EVERY == 0) {
            same(view, "a view shows");
        }
    }

    private void same(VenueView view, String what) {
        List<Object> shown = ViewFacts.of(view);
        List<Object> right = ViewFacts.of(truth);
        if (!shown.equals(right)) {
            throw new Violation(what + " " + ViewFacts.difference(shown, right));
        }
    }

    /** A client is answered. */
    Outcome onAnswer(Request request, DirectBuffer answer, int offset, int length) {
        Outcome outcome = Outcome.of(answer, offset, length);
        world.tally().answered(request.template(), outcome.isDone());
        Outcome logged = outcomes.get(outcome.number());
        Violation.unless(logged != null, "answered is what no log holds: " + outcome);
        if (request.kind() == Request.Kind.PREVIEW) {
            return outcome;
        }
        Violation.unless(
                outcome.says(logged), "answered is " + outcome + ", the log gives " + logged);
        if (request.isKeyed() && request.isAnswered()) {
            world.tally().repeated++;
            Violation.unless(
                    outcome.says(request.first()),
                    "asked again under its key: first " + request.first() + ", now " + outcome);
        }
        checkDone(request, outcome);
        return outcome;
    }

    private void checkDone(Request request, Outcome outcome) {
        int times = switch (request.kind()) {
            case PLACE -> accepted.getOrDefault(request.name(), 0);
            case ISSUE -> issued.getOrDefault(request.name(), 0);
            case PREVIEW, OTHER -> outcome.isDone() ? 1 : 0;
        };
        Violation.unless(
                times == (outcome.isDone() ? 1 : 0),
                request.name() + " is answered with " + outcome + " and was done " + times
                        + " times");
    }

    /** Whether views show all that has happened; once each does, they must show it as it is. */
    boolean isShownBy(List<VenueView> views) {
        // What they show takes long to compare: not at every step at which one of them is late.
        if (!views.stream().allMatch(view -> view.sequence() == truth.sequence())) {
            return false;
        }
        views.forEach(view -> same(view, "at the end a view shows"));
        return true;
    }

    /** Number of the last event. */
    long sequence() {
        return truth.sequence();
    }
}
