package io.rialto.gateway;

import io.rialto.history.HistoryBehindException;
import io.rialto.history.HistoryException;
import io.rialto.identity.IdentityException;
import io.rialto.view.ViewBehindException;
import io.rialto.view.ViewBusyException;
import io.rialto.view.ViewClosedException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Signing in where the token may be so new that the view does not show it yet. */
final class SignIn {
    private SignIn() {}

    /**
     * Finds out who a credential belongs to and, if nobody and the view is behind what this gateway
     * has answered, once more when it has caught up. Event loop only; so are the calls back.
     */
    static void whenShown(
            Loop loop,
            Presented presented,
            Session session,
            Consumer<Caller> found,
            Consumer<Problem> refused) {
        Venue venue = loop.venue();
        if (!venue.isComplete()) {
            refused.accept(starting());
            return;
        }
        long shown = venue.view().sequence();
        attempt(loop, presented, session, found, problem -> {
            long wanted = venue.clock().sequence();
            if (shown >= wanted) {
                refused.accept(problem);
                return;
            }
            whenCaughtUp(loop, () -> attempt(loop, presented, session, found, refused));
        });
    }

    /**
     * Goes on once the view shows what this gateway has answered, or has been waited for long enough.
     * Event loop only; so is the call back.
     */
    static void whenCaughtUp(Loop loop, Runnable next) {
        Venue venue = loop.venue();
        long wanted = venue.clock().sequence();
        if (venue.view().sequence() >= wanted) {
            next.run();
            return;
        }
        Duration wait = Duration.ofMillis(venue.config().viewWaitMillis());
        var _ = venue.view()
                .query(wanted, wait, view -> true)
                .whenComplete((reached, failure) -> loop.mailbox().post(next));
    }

    private static void attempt(
            Loop loop,
            Presented presented,
            Session session,
            Consumer<Caller> found,
            Consumer<Problem> refused) {
        CompletableFuture<Proof> proving;
        try {
            proving = loop.venue().authenticator().prove(presented);
        } catch (ProblemException problem) {
            refused.accept(problem.problem());
            return;
        }
        if (proving.isDone()) {
            proved(loop, proving, session, found, refused);
        } else {
            var _ = proving.whenComplete((proof, failure) ->
                    loop.mailbox().post(() -> proved(loop, proving, session, found, refused)));
        }
    }

    private static void proved(
            Loop loop,
            CompletableFuture<Proof> proving,
            Session session,
            Consumer<Caller> found,
            Consumer<Problem> refused) {
        Caller caller;
        try {
            caller = loop.venue().authenticator().caller(proving.join(), session);
        } catch (ProblemException | CompletionException failure) {
            refused.accept(viewProblem(failure));
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

    /** Why somebody did not answer a question of ours, as clients are told it. */
    static Problem viewProblem(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped
            when wrapped.getCause() != null -> viewProblem(wrapped.getCause());
            case ProblemException refused -> refused.problem();
            case IdentityException refused -> IdentityDoor.problem(refused);
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
            case HistoryException away
            when HistoryException.mayPass(away) ->
                Problem.of(
                                Refusal.HISTORY_UNAVAILABLE,
                                "The history's database does not answer: try again")
                        .retryAfter(1_000);
            case ViewBusyException busy ->
                Problem.of(Refusal.VIEW_BUSY, "Try again").retryAfter(100);
            case ViewClosedException closed ->
                Problem.of(Refusal.VIEW_CLOSED, "Try again later, or at another gateway")
                        .retryAfter(1_000);
            default -> throw new IllegalStateException("A query failed", failure);
        };
    }
}
