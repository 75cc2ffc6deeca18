package io.rialto.app;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.app.CrashTeller.Request;
import io.rialto.client.RestClient;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * An administrator's deposits to all accounts and withdrawals from them, and orders of an account.
 */
final class CrashCash implements CrashWork {
    private static final String DEPOSITS = "/api/v1/admin/deposits";
    private static final String WITHDRAWALS = "/api/v1/admin/withdrawals";

    private final String token;
    private final String administrator;
    private final List<Long> accounts;
    private final Random random;

    /**
     * @param token of the account that places orders
     * @param administrator its token
     * @param accounts that get deposits
     */
    CrashCash(String token, String administrator, List<Long> accounts, long seed) {
        this.token = token;
        this.administrator = administrator;
        this.accounts = accounts;
        random = new Random(seed);
    }

    @Override
    public Request next(String key) {
        ObjectNode body = RestClient.object();
        int choice = random.nextInt(100);
        if (choice < 55) {
            body.put("account", accounts.get(random.nextInt(accounts.size())).toString());
            body.put("asset", random.nextBoolean() ? CrashMarket.BASE : CrashMarket.QUOTE);
            body.put("amount", Integer.toString(1 + random.nextInt(100)));
            String path = choice < 30 ? DEPOSITS : WITHDRAWALS;
            return new Request(administrator, path, key, body, answer -> {});
        }
        body.put("market", CrashMarket.SYMBOL).put("clientOrderId", key);
        body.put("side", random.nextBoolean() ? "buy" : "sell");
        body.put("price", Integer.toString(90 + random.nextInt(20)));
        body.put("quantity", Integer.toString(1 + random.nextInt(20)));
        return new Request(token, "/api/v1/orders", key, body, answer -> {});
    }

    static boolean isCash(Request request) {
        return request.path.equals(DEPOSITS) || request.path.equals(WITHDRAWALS);
    }

    /** What such a request pays in; negative if it pays out. */
    static BigDecimal paidIn(Request request) {
        BigDecimal amount = new BigDecimal(request.body.get("amount").asText());
        return request.path.equals(DEPOSITS) ? amount : amount.negate();
    }
}
