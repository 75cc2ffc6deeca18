package io.rialto.bench;

import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.Machine;

import java.util.Arrays;

/** Checks what is true of every venue at all times: for each asset, all balances sum to zero. */
final class MoneySum {
    private MoneySum() {}

    /** @throws IllegalStateException if money came from nowhere or went there */
    static void check(Machine machine) {
        long[] sums = new long[1 + MixA.ASSETS_MAX];
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        BalanceStateDecoder balance = new BalanceStateDecoder();
        machine.writeSnapshot((record, offset, length) -> {
            if (header.wrap(record, offset).templateId() == BalanceStateDecoder.TEMPLATE_ID) {
                balance.wrapAndApplyHeader(record, offset, header);
                int asset = (int) balance.asset();
                sums[asset] = Math.addExact(sums[asset], balance.cash());
            }
        });
        if (Arrays.stream(sums).anyMatch(sum -> sum != 0)) {
            throw new IllegalStateException("money does not sum to zero");
        }
    }
}
