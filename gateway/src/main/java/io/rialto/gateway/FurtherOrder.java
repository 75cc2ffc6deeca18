package io.rialto.gateway;

/** An order with which more is done than {@link Command.Place} can say, or the question what it would do. */
interface FurtherOrder extends Command.Other {
    OrderRequest order();

    /** Whether it only asks. */
    boolean isPreview();

    @Override
    default int universe() {
        return ProtectionCommand.OF_ACCOUNT;
    }

    /** Refuses what such an order cannot have. */
    static void require(OrderRequest order, String kind) {
        if (order.isConditional() || order.budget() != 0) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Leave out \"condition\" and \"budget\" of an order that " + kind);
        }
    }
}
