package io.rialto.view;

/**
 * How an account shows.
 *
 * @param colour 0xRRGGBB, or −1 for none
 * @param displayName empty for none
 */
public record Profile(int colour, String displayName) {
    /** Of an account that has none. */
    public static final Profile NONE = new Profile(-1, "");
}
