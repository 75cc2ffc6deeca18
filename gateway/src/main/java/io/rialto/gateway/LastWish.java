package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.view.Directory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose orders are cancelled when a connection ends. Owned by the socket's event loop. Nobody hears
 * what becomes of it: a venue that is down, or a gateway that dies, is what a dead-man's switch is for.
 */
final class LastWish {
    private final CommandDesk desk;
    private final Directory directory;
    private final Map<Long, CommandDesk.Envelope> accounts = new LinkedHashMap<>();

    LastWish(CommandDesk desk, Directory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    /**
     * Cancels an account's orders at the end, or does not.
     *
     * @param acted 0 for the caller's own
     * @throws ProblemException if the caller does not own it: sudo may end before the connection does
     */
    void set(Caller who, long acted, boolean cancel) {
        long account = acted == 0 ? who.accountId() : acted;
        if (account != who.accountId() && !directory.owning().reaches(who.accountId(), account)) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        if (cancel) {
            accounts.put(
                    account,
                    new CommandDesk.Envelope(
                            who, account, false, IdempotencyKey.NONE, TraceContext.NONE));
        } else {
            accounts.remove(account);
        }
    }

    /** The connection has ended. */
    void carryOut() {
        accounts.values()
                .forEach(
                        envelope -> desk.send(envelope, new Command.CancelAll(0, 0), new Nobody()));
        accounts.clear();
    }

    private static final class Nobody implements CommandDesk.Completion {
        @Override
        public void onAnswer(CommandAnswer answer) {}

        @Override
        public void onProblem(Problem problem) {}
    }
}
