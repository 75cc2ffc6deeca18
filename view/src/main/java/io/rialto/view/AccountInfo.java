package io.rialto.view;

import io.rialto.protocol.AccountKind;

/**
 * An account, without its money.
 *
 * @param account its id
 * @param universe the economy that it belongs to; 0 is the main one
 * @param administrator whether its user may act as an administrator
 * @param personHigh with {@code personLow} the random id of the person; both 0 for none
 * @param selfTradeGroup accounts of one group do not trade with each other
 */
public record AccountInfo(
        long account,
        int universe,
        AccountKind kind,
        boolean administrator,
        long personHigh,
        long personLow,
        long selfTradeGroup,
        String name) {

    AccountInfo withAdministrator(boolean newAdministrator) {
        return new AccountInfo(
                account,
                universe,
                kind,
                newAdministrator,
                personHigh,
                personLow,
                selfTradeGroup,
                name);
    }

    AccountInfo withSelfTradeGroup(long newSelfTradeGroup) {
        return new AccountInfo(
                account,
                universe,
                kind,
                administrator,
                personHigh,
                personLow,
                newSelfTradeGroup,
                name);
    }
}
