package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.rialto.view.AccountInfo;

/**
 * Who asks.
 *
 * @param proof that it is they
 * @param account that the proof is for, as it was when the request came
 * @param profile of limits
 * @param usage of those limits
 * @param session that the request belongs to
 */
record Caller(
        Proof proof,
        AccountInfo account,
        LimitProfile profile,
        RequestGate.Usage usage,
        Session session) {
    long accountId() {
        return account.account();
    }

    boolean isAdministrator() {
        return account.administrator();
    }

    /**
     * Refuses what the credential is not for.
     *
     * @throws ProblemException SCOPE_MISSING
     */
    void requires(Scope scope) {
        if (!proof.scopes().contains(scope)) {
            throw new ProblemException(
                    Refusal.SCOPE_MISSING, "Use a credential with the scope " + scope.word());
        }
    }

    /** Whether they read everything, and change nothing. */
    boolean isAuditor() {
        return proof.isAuditor();
    }
}
