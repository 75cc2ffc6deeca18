package io.rialto.gateway;

import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.RequestContext;
import io.rialto.view.Directory;
import io.rialto.view.ViewHost;

import org.agrona.DirectBuffer;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where one event loop hands commands to the venue and gets the answers back, on that loop. Passes
 * each through the gate, and reports as unknown what is not answered in time; the answer may still
 * come and counts then for the session, but nobody hears of it.
 */
final class CommandDesk {
    private static final int OUT_OF_ROOM_RETRY_MILLIS = 5_000;

    private final CommandClient client;
    private final ViewHost view;
    private final Directory directory;
    private final RequestGate gate;
    private final GatewayMetrics metrics;
    private final Mailbox mailbox;
    private final GatewayClock clock;
    private final Tracing tracing;
    private final long answerNanos;
    private final CommandEncoder encoder = new CommandEncoder();
    private final RequestContext context = new RequestContext();
    private final PayloadHash payload = new PayloadHash();

    // Used by the client's thread only.
    private final CommandAnswer.Decoder decoder = new CommandAnswer.Decoder();

    // In the order of their deadlines, since all have the same time.
    private final ArrayDeque<Pending> unanswered = new ArrayDeque<>();

    CommandDesk(Venue venue, Mailbox mailbox) {
        this.client = venue.client();
        this.view = venue.view();
        this.directory = venue.directory();
        this.gate = venue.gate();
        this.metrics = venue.metrics();
        this.mailbox = mailbox;
        this.clock = venue.clock();
        this.tracing = venue.config().tracing();
        this.answerNanos = TimeUnit.MILLISECONDS.toNanos(venue.config().answerMillis());
    }

    /** What a command is sent under. */
    record Envelope(
            Caller caller, long account, boolean sudo, IdempotencyKey key, TraceContext trace) {}

    /** Hears, on the event loop, what became of a command; of the two, one is called once. */
    interface Completion {
        void onAnswer(CommandAnswer answer);

        void onProblem(Problem problem);

        /** An answer that came after its time was over: the command is no longer under way. */
        default void onLateAnswer(CommandAnswer answer) {}
    }

    /** Sends a command, or says at once why not. Event loop only. */
    void send(Envelope envelope, Command command, Completion completion) {
        Caller caller = envelope.caller();
        Optional<Problem> refused = gate.admitCommand(caller, command);
        if (refused.isEmpty()) {
            refused = venueRefuses();
            if (refused.isPresent()) {
                caller.session().leave();
            }
        }
        if (refused.isPresent()) {
            metrics.refused();
            completion.onProblem(refused.get());
            return;
        }
        fill(envelope, command);
        Pending pending = new Pending(envelope, command, completion, System.nanoTime());
        int length = encoder.encode(context, command);
        if (!client.submit(encoder.buffer(), 0, length, pending)) {
            caller.session().leave();
            metrics.refused();
            completion.onProblem(unavailable());
            return;
        }
        metrics.sent();
        unanswered.add(pending);
    }

    /** Whether nobody waits for an answer. */
    boolean isIdle() {
        return unanswered.stream().allMatch(pending -> pending.done || pending.expired);
    }

    /** Reports what is overdue. Called by the event loop several times a second. */
    void sweep() {
        long now = System.nanoTime();
        Pending oldest;
        while ((oldest = unanswered.peek()) != null
                && (oldest.done || now - oldest.sentAt > answerNanos)) {
            unanswered.remove();
            if (!oldest.done) {
                oldest.expire();
            }
        }
    }

    private void fill(Envelope envelope, Command command) {
        Caller caller = envelope.caller();
        context.as(caller.accountId(), envelope.account());
        context.universe = envelope.account() == caller.accountId()
                ? caller.account().universe()
                : directory.account(envelope.account()).orElse(caller.account()).universe();
        if (command instanceof Command.Other other && other.universe() >= 0) {
            context.universe = other.universe();
        }
        if (command instanceof Command.Within within) {
            context.universe = within.universe();
        }
        context.sudo = envelope.sudo();
        context.sessionId = caller.session().id();
        envelope.trace().fill(context);
        IdempotencyKey key = envelope.key();
        if (!key.isNone()) {
            command.hash(payload.reset().add(envelope.account()));
            context.key(key.high(), key.low(), payload.value());
        }
    }

    private Optional<Problem> venueRefuses() {
        if (!client.isConnected()) {
            return Optional.of(unavailable());
        }
        return client.condition().room().isShort()
                ? Optional.of(Problem.of(
                                Refusal.VENUE_OUT_OF_ROOM,
                                "Nothing was done; what is shown stays. Try again later with the"
                                        + " same idempotency key")
                        .retryAfter(OUT_OF_ROOM_RETRY_MILLIS))
                : Optional.empty();
    }

    private static Problem unavailable() {
        return Problem.of(
                        Refusal.VENUE_UNAVAILABLE,
                        "Nothing was done; try again with the same idempotency key")
                .retryAfter(100);
    }

    private static Problem unknown() {
        return Problem.of(
                Refusal.OUTCOME_UNKNOWN,
                "Send it again with the same idempotency key to learn the outcome");
    }

    /** A command on its way: the client's thread hears of the answer, the event loop takes it. */
    private final class Pending implements CommandClient.AnswerHandler, Runnable {
        private final Session session;
        private final TraceContext trace;
        private final String name;
        private final long account;
        private final Completion completion;
        private final long sentAt;

        // Written by the client's thread before it posts, read by the event loop after.
        private Optional<CommandAnswer> answer = Optional.empty();
        private long answeredAt;

        // Event loop only.
        private boolean done;
        private boolean expired;

        Pending(Envelope envelope, Command command, Completion completion, long sentAt) {
            session = envelope.caller().session();
            trace = envelope.trace();
            name = command.getClass().getSimpleName();
            account = envelope.account();
            this.completion = completion;
            this.sentAt = sentAt;
        }

        @Override
        public void onAnswer(DirectBuffer buffer, int offset, int length) {
            answer = Optional.of(decoder.decode(buffer, offset, length));
            answeredAt = System.nanoTime();
            mailbox.post(this);
            // Its events are recorded now, or in a moment.
            view.wake();
        }

        @Override
        public void onUnknown() {
            mailbox.post(this);
        }

        @Override
        public void run() {
            done = true;
            session.leave();
            answer.ifPresentOrElse(this::note, metrics::lost);
            if (expired) {
                answer.ifPresent(completion::onLateAnswer);
            } else if (answer.isPresent()) {
                completion.onAnswer(answer.get());
            } else {
                completion.onProblem(unknown());
            }
        }

        private void note(CommandAnswer come) {
            session.sawSequence(come.sequence());
            clock.sawSequence(come.sequence());
            metrics.answered(answeredAt - sentAt, System.nanoTime() - answeredAt, come.isDone());
            tell(come.code().name());
        }

        private void tell(String outcome) {
            long nanos = System.nanoTime() - sentAt;
            LoggedTrace.tell(
                    trace,
                    () -> "%s for account %d: %s in %d us"
                            .formatted(name, account, outcome, nanos / 1_000));
            if (tracing.isOn() && !trace.isNone() && !expired) {
                tracing.add(new Tracing.Hop(
                        name,
                        trace.traceHigh(),
                        trace.traceLow(),
                        trace.parent(),
                        trace.above(),
                        nanos,
                        outcome));
            }
        }

        private void expire() {
            tell("UNKNOWN");
            expired = true;
            metrics.expired();
            completion.onProblem(unknown());
        }
    }
}
