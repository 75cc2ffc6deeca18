package io.rialto.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds account ids in answers, by the names of the fields that they stand in. */
final class AccountIds {
    private static final Pattern FIELD =
            Pattern.compile("(?i).*(account|owner|user|seller|buyer|actor|member|maker|taker)");

    private AccountIds() {}

    /**
     * The fields of an answer that name one of the accounts.
     *
     * @param market whose answers only are looked at, where a list has other markets too
     */
    static List<String> in(Api.Answer answer, Set<String> accounts, String market) {
        List<String> found = new ArrayList<>();
        String type = answer.response().headers().firstValue("Content-Type").orElse("");
        if (answer.status() < 300 && type.startsWith("application/json")) {
            look(answer.json(), accounts, market, found);
        }
        return found;
    }

    private static void look(
            Object value, Set<String> accounts, String market, List<String> found) {
        if (value instanceof JsonArray list) {
            list.forEach(each -> look(each, accounts, market, found));
        } else if (value instanceof JsonObject object
                && object.getValue("market", market).equals(market)) {
            object.forEach(field -> {
                if (FIELD.matcher(field.getKey()).matches()
                        && accounts.contains(String.valueOf(field.getValue()))) {
                    found.add(field.getKey() + " " + field.getValue());
                }
                look(field.getValue(), accounts, market, found);
            });
        }
    }
}
