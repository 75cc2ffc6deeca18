package io.rialto.view;

/**
 * What a market of options has beside an {@link OutcomeInfo}.
 *
 * @param underlying market of contracts that it is on
 * @param call else a put
 * @param strike 1e-9 of quote per contract
 * @param expiresAt nanoseconds since 1970; 0 for never
 */
public record OptionInfo(long market, long underlying, boolean call, long strike, long expiresAt) {}
