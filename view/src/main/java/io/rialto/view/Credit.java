package io.rialto.view;

/**
 * What an owner is owed of a shared account.
 *
 * @param credit minor units of the asset
 */
public record Credit(long owner, int asset, long credit) {}
