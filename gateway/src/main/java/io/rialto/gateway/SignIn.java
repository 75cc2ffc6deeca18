package io.rialto.gateway;

import io.rialto.history.HistoryBehindException;
import io.rialto.view.ViewBehindException;
import io.rialto.view.ViewBusyException;
import io.rialto.view.ViewClosedException;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Signing in where the token may be so new that the view does not show it yet. */
final class SignIn {
    private SignIn() {}

    /**
     * Looks a caller up, at once and, if that fails and the view is behind what this gateway has
     * answered, once more when it has caught up. Event loop only; so are the calls back.
     */
    static void whenShown(
            Loop loop,
            long minSequence,
            Supplier<Caller> lookUp,
            Consumer<Caller> found,
            Consumer<Problem> refused) {
        Venue venue = loop.venue();
        if (!venue.isComplete()) {
            refused.accept(starting());
            return;
        }
        long shown = venue.view().sequence();
        Caller caller;
        try {
            caller = lookUp.get();
        } catch (ProblemException problem) {
            long wanted = Math.max(minSequence, venue.clock().sequence());
            if (shown >= wanted) {
                refused.accept(problem.problem());
                return;
            }
            Duration wait = Duration.ofMillis(venue.config().viewWaitMillis());
            var _ = venue.view()
                    .query(wanted, wait, view -> true)
                    .whenComplete((reached, failure) ->
                            loop.mailbox().post(() -> again(lookUp, found, refused)));
            return;
        }
        found.accept(caller);
    }

    private static void again(
            Supplier<Caller> lookUp, Consumer<Caller> found, Consumer<Problem> refused) {
        Caller caller;
        try {
            caller = lookUp.get();
        } catch (ProblemException problem) {
            refused.accept(problem.problem());
            return;
        }
        found.accept(caller);
    }

    /** What a gateway says that has not yet reached the engine, or not caught up with it. */
    static Problem starting() {
        return Problem.of(
                        Refusal.VENUE_UNAVAILABLE,
                        "This gateway is starting, and waits for the engine or its events")
                .retryAfter(1_000);
    }

    /** Why a view did not answer a query, as clients are told it. */
    static Problem viewProblem(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped
            when wrapped.getCause() != null -> viewProblem(wrapped.getCause());
            case ProblemException refused -> refused.problem();
            case ViewBehindException behind ->
                Problem.of(
                                Refusal.VIEW_BEHIND,
                                "Asked for event "
                                        + behind.neededSequence()
                                        + ", shown is "
                                        + behind.reachedSequence()
                                        + ": try again")
                        .retryAfter(100);
            case HistoryBehindException behind ->
                Problem.of(
                                Refusal.VIEW_BEHIND,
                                "Asked for event "
                                        + behind.neededSequence()
                                        + ", stored is "
                                        + behind.reachedSequence()
                                        + ": try again")
                        .retryAfter(500);
            case ViewBusyException busy ->
                Problem.of(Refusal.VIEW_BUSY, "Try again").retryAfter(100);
            case ViewClosedException closed ->
                Problem.of(Refusal.VIEW_CLOSED, "Try again later, or at another gateway")
                        .retryAfter(1_000);
            default -> throw new IllegalStateException("A query failed", failure);
        };
    }
}
