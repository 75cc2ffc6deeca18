package io.rialto.gateway;

import io.rialto.identity.Identity;
import io.rialto.identity.IdentityException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The way from event loops to identities, whose database blocks and may still be opening. Any
 * thread.
 */
final class IdentityDoor {
    private static final Executor BLOCKING =
            task -> Thread.ofVirtual().name("identity").start(task);

    private final CompletableFuture<Identity> opening;

    IdentityDoor(CompletableFuture<Identity> opening) {
        this.opening = opening;
    }

    /** A gateway that knows tokens of the engine's state only. */
    static IdentityDoor none() {
        return new IdentityDoor(CompletableFuture.failedFuture(new ProblemException(
                Refusal.IDENTITY_UNAVAILABLE, "No identities are kept here; use a bearer token")));
    }

    /** The identities, if they are open. */
    Optional<Identity> ready() {
        return opening.isDone() && !opening.isCompletedExceptionally()
                ? Optional.of(opening.join())
                : Optional.empty();
    }

    /** Asks on a thread that may block; the future fails with what the question throws. */
    <T> CompletableFuture<T> ask(Function<Identity, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(opened()), BLOCKING);
    }

    private Identity opened() {
        try {
            return opening.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new ProblemException(
                    Refusal.IDENTITY_UNAVAILABLE, "The database of identities cannot be opened");
        }
    }

    /** Why something about identities was not done, as clients are told it. */
    static Problem problem(IdentityException failure) {
        Refusal refusal = switch (failure.reason()) {
            case UNAVAILABLE -> Refusal.IDENTITY_UNAVAILABLE;
            case SIGN_UP_CLOSED -> Refusal.SIGN_UP_CLOSED;
            case CODE_INVALID -> Refusal.CODE_INVALID;
            case LOGIN_TAKEN -> Refusal.LOGIN_TAKEN;
            case PASSWORD_UNFIT -> Refusal.PASSWORD_UNFIT;
            case CREDENTIALS_INVALID -> Refusal.CREDENTIALS_INVALID;
            case SECOND_FACTOR_REQUIRED -> Refusal.SECOND_FACTOR_REQUIRED;
            case LOCKED_OUT -> Refusal.LOCKED_OUT;
            case TOKEN_INVALID -> Refusal.TOKEN_INVALID;
            case TOKEN_EXPIRED -> Refusal.TOKEN_EXPIRED;
            case SESSION_ENDED -> Refusal.SESSION_ENDED;
            case REFRESH_REUSED -> Refusal.REFRESH_REUSED;
            case KEY_INVALID -> Refusal.KEY_INVALID;
            case SIGNATURE_INVALID -> Refusal.SIGNATURE_INVALID;
            case SIGNATURE_TIME -> Refusal.SIGNATURE_TIME;
            case SIGNATURE_REPLAYED -> Refusal.SIGNATURE_REPLAYED;
            case ADDRESS_FORBIDDEN -> Refusal.ADDRESS_FORBIDDEN;
            case LIMIT -> Refusal.IDENTITY_LIMIT;
            case NOT_FOUND -> Refusal.NOT_FOUND;
            case PROVIDER_REFUSED -> Refusal.PROVIDER_REFUSED;
            case PROVIDER_UNAVAILABLE -> Refusal.PROVIDER_UNAVAILABLE;
            case CONFLICT -> Refusal.CONFLICT;
        };
        // What a database says may tell what is in it.
        String detail = refusal == Refusal.IDENTITY_UNAVAILABLE
                ? "Try again; the operator has been told"
                : failure.getMessage();
        return Problem.of(refusal, detail).retryAfter(failure.retryAfterMillis());
    }
}
