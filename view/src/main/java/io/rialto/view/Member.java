package io.rialto.view;

/**
 * A user's place in a universe.
 *
 * @param user account of the user in the main universe
 * @param account the account in this one
 */
public record Member(long user, long account) {}
