package io.rialto.history;

/**
 * What an administrator did.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param actor the administrator; 0 for the venue itself before it had one
 * @param account that it was about, or acted as; 0 for none
 * @param market that it was about; 0 for none
 * @param action name of the event in the SBE schema
 * @param reason that was given, or note; may be empty
 */
public record AdministratorAction(
        long sequence,
        long timeNanos,
        long actor,
        long account,
        long market,
        String action,
        String reason) {}
