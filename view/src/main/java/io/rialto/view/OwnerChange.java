package io.rialto.view;

/**
 * Somebody owns an account from now on, or no longer.
 *
 * @param added whether it is from now on
 */
public record OwnerChange(long account, long owner, boolean added) {}
