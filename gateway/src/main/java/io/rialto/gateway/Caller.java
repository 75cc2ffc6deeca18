package io.rialto.gateway;

import io.rialto.view.AccountInfo;
import io.rialto.view.TokenInfo;

/**
 * Who asks.
 *
 * @param token that proved it
 * @param account that the token acts as, as it was when the request came
 * @param profile of limits
 * @param usage of those limits
 * @param session that the request belongs to
 */
record Caller(
        TokenInfo token,
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
}
