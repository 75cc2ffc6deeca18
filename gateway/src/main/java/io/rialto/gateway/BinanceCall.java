package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.view.VenueView;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One request to the Binance face, by REST or by its WebSocket API: parameters, who asks, and where
 * the answer goes. Lives on its connection's event loop; what is thrown at it becomes the answer.
 */
final class BinanceCall {
    private static final Logger LOG = Logger.getLogger(BinanceCall.class.getName());

    private final Loop loop;
    private final Map<String, String> parameters;
    private final Optional<Caller> caller;
    private final Reply reply;
    private boolean answered;

    BinanceCall(Loop loop, Map<String, String> parameters, Optional<Caller> caller, Reply reply) {
        this.loop = loop;
        this.parameters = Map.copyOf(parameters);
        this.caller = caller;
        this.reply = reply;
    }

    /** Takes the answer; one of the two is called once. */
    interface Reply {
        void answer(Object json);

        void refuse(BinanceError error);

        /** Tells what the address's requests have weighed in this minute, this one included. */
        void weighed(int used);

        /** Tells how many orders the account has sent, this one included. */
        void ordered(int count, LimitProfile profile);
    }

    /** The same call with other parameters. */
    BinanceCall with(Map<String, String> others) {
        return new BinanceCall(loop, others, caller, reply);
    }

    Venue venue() {
        return loop.venue();
    }

    Loop loop() {
        return loop;
    }

    /** Who asks; only where a signature is needed. */
    Caller caller() {
        return caller.orElseThrow();
    }

    long account() {
        return caller().accountId();
    }

    /** The universe whose markets are meant: everybody's without a signature. */
    int universe() {
        return caller.map(who -> who.account().universe()).orElse(0);
    }

    boolean mayKnow(long market) {
        // Nobody in particular is named nowhere.
        return venue().directory()
                .audience(market)
                .mayKnow(caller.map(Caller::accountId).orElse(0L));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> BinanceError.missing(name).refused());
    }

    /** A whole number that may be left out. */
    OptionalLong number(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = Decimals.parse(value.get(), 0);
        if (number.isEmpty() || number.getAsLong() < 0) {
            throw BinanceError.malformed(name).refused();
        }
        return number;
    }

    /** How many are asked for: more than there may be is as many as there may be. */
    int limit(int standard, int max) {
        long limit = number("limit").orElse(standard);
        if (limit < 1) {
            throw BinanceError.of(-1130, "Data sent for parameter 'limit' is not valid.")
                    .refused();
        }
        return (int) Math.min(limit, max);
    }

    /** A decimal in units of a scale; 0 where it is left out. */
    long amount(String name, int scale, BinanceError tooFine) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return 0;
        }
        if (!value.get().matches("\\d{1,18}(\\.\\d{1,18})?")) {
            throw BinanceError.malformed(name).refused();
        }
        return Decimals.parse(value.get(), scale).orElseThrow(tooFine::refused);
    }

    /** The market that the parameter "symbol" names. */
    Listing listing() {
        return BinanceMarkets.find(this, required("symbol"));
    }

    /** Asks the view, once it shows what the caller has been told. */
    <T> void read(Function<VenueView, T> question, Consumer<T> then) {
        read(caller.map(who -> who.session().sequence()).orElse(0L), question, then);
    }

    /** Asks the view, once it shows an event. */
    <T> void read(long sequence, Function<VenueView, T> question, Consumer<T> then) {
        Duration wait = Duration.ofMillis(venue().config().viewWaitMillis());
        deliver(venue().view().query(sequence, wait, question), then);
    }

    /** Continues on the event loop with what another thread has found. */
    <T> void deliver(CompletableFuture<T> future, Consumer<T> next) {
        var _ = future.whenComplete((value, failure) -> loop.mailbox()
                .post(() -> guarded(() -> {
                    if (failure != null) {
                        Throwable cause =
                                failure instanceof CompletionException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure;
                        if (cause instanceof BinanceError.RefusedException refused) {
                            throw refused;
                        }
                        throw new ProblemException(SignIn.viewProblem(failure));
                    }
                    next.accept(value);
                })));
    }

    /** Sends a command for the caller's account; a denial ends the call. */
    void command(Command command, Measures measures, Consumer<CommandAnswer> done) {
        command(command, measures, done, problem -> refuse(BinanceError.of(problem)));
    }

    /** The same where a denial is part of an answer. */
    void command(
            Command command,
            Measures measures,
            Consumer<CommandAnswer> done,
            Consumer<Problem> denied) {
        CommandDesk.Envelope envelope = new CommandDesk.Envelope(
                caller(), account(), false, IdempotencyKey.NONE, TraceContext.NONE);
        loop.desk().send(envelope, command, new CommandDesk.Completion() {
            @Override
            public void onAnswer(CommandAnswer answer) {
                guarded(() -> {
                    if (answer.code() == Code.DONE) {
                        done.accept(answer);
                    } else {
                        denied.accept(measures.denial(answer));
                    }
                });
            }

            @Override
            public void onProblem(Problem problem) {
                refuse(BinanceError.of(problem));
            }
        });
    }

    /** Does a part of the work; what it throws is the answer. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (BinanceError.RefusedException refused) {
            refuse(refused.error());
        } catch (ProblemException problem) {
            refuse(BinanceError.of(problem.problem()));
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A request of the Binance face failed", failure);
            refuse(BinanceError.of(500, -1000, "An unknown error occurred."));
        }
    }

    void answer(Object json) {
        if (!answered) {
            answered = true;
            reply.answer(json);
        }
    }

    void refuse(BinanceError error) {
        if (!answered) {
            answered = true;
            reply.refuse(error);
        }
    }
}
