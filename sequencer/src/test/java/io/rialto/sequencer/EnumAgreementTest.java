package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.engine.AccountKind;
import io.rialto.engine.AccountStatus;
import io.rialto.engine.CloseReason;
import io.rialto.engine.Code;
import io.rialto.engine.Condition;
import io.rialto.engine.Instruction;
import io.rialto.engine.KillSwitch;
import io.rialto.engine.MarketCreators;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.MarketKind;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderState;
import io.rialto.engine.OrderType;
import io.rialto.engine.Peg;
import io.rialto.engine.PostingCause;
import io.rialto.engine.ReplaceMode;
import io.rialto.engine.StatusCause;
import io.rialto.engine.TimeInForce;
import io.rialto.engine.VoidCause;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The engine knows no wire: here its enums and those of the schema are held together. */
class EnumAgreementTest {
    @Test
    void shouldGiveTheEngineTheNamesAndNumbersOfTheSchema() {
        assertThat(numbers(AccountKind.values(), AccountKind::number))
                .isEqualTo(schema(io.rialto.protocol.AccountKind.values(), v -> v.value()));
        assertThat(numbers(AccountStatus.values(), AccountStatus::number))
                .isEqualTo(schema(io.rialto.protocol.AccountStatus.values(), v -> v.value()));
        assertThat(numbers(MarketCreators.values(), MarketCreators::number))
                .isEqualTo(schema(io.rialto.protocol.MarketCreators.values(), v -> v.value()));
        assertThat(numbers(CloseReason.values(), CloseReason::number))
                .isEqualTo(schema(io.rialto.protocol.CloseReason.values(), v -> v.value()));
        assertThat(numbers(Code.values(), Code::number))
                .isEqualTo(schema(io.rialto.protocol.Code.values(), v -> v.value()));
        assertThat(numbers(MarketKind.values(), MarketKind::number))
                .isEqualTo(schema(io.rialto.protocol.MarketKind.values(), v -> v.value()));
        assertThat(numbers(Condition.values(), Condition::number))
                .isEqualTo(schema(io.rialto.protocol.Condition.values(), v -> v.value()));
        assertThat(numbers(MarketFigure.values(), MarketFigure::number))
                .isEqualTo(schema(io.rialto.protocol.MarketFigure.values(), v -> v.value()));
        assertThat(numbers(Instruction.values(), Instruction::number))
                .isEqualTo(schema(io.rialto.protocol.Instruction.values(), v -> v.value()));
        assertThat(numbers(Peg.values(), Peg::number))
                .isEqualTo(schema(io.rialto.protocol.Peg.values(), v -> v.value()));
        assertThat(numbers(KillSwitch.values(), KillSwitch::number))
                .isEqualTo(schema(io.rialto.protocol.KillSwitch.values(), v -> v.value()));
        assertThat(numbers(MarketStatus.values(), MarketStatus::number))
                .isEqualTo(schema(io.rialto.protocol.MarketStatus.values(), v -> v.value()));
        assertThat(numbers(OrderState.values(), OrderState::number))
                .isEqualTo(schema(io.rialto.protocol.OrderState.values(), v -> v.value()));
        assertThat(numbers(OrderType.values(), OrderType::number))
                .isEqualTo(schema(io.rialto.protocol.OrderType.values(), v -> v.value()));
        assertThat(numbers(PostingCause.values(), PostingCause::number))
                .isEqualTo(schema(io.rialto.protocol.PostingCause.values(), v -> v.value()));
        assertThat(numbers(ReplaceMode.values(), ReplaceMode::number))
                .isEqualTo(schema(io.rialto.protocol.ReplaceMode.values(), v -> v.value()));
        assertThat(numbers(VoidCause.values(), VoidCause::number))
                .isEqualTo(schema(io.rialto.protocol.VoidCause.values(), v -> v.value()));
        assertThat(numbers(StatusCause.values(), StatusCause::number))
                .isEqualTo(schema(io.rialto.protocol.StatusCause.values(), v -> v.value()));
        assertThat(numbers(TimeInForce.values(), TimeInForce::number))
                .isEqualTo(schema(io.rialto.protocol.TimeInForce.values(), v -> v.value()));
    }

    @Test
    void shouldMapSidesAndSelfTradePrevention() {
        assertThat(numbers(Side.values(), WireNumber::of))
                .isEqualTo(schema(io.rialto.protocol.Side.values(), v -> v.value()));
        Map<String, Integer> prevention =
                schema(io.rialto.protocol.SelfTradePrevention.values(), v -> v.value());
        assertThat(prevention.remove("MARKET_DEFAULT")).isEqualTo(WireNumber.MARKET_DEFAULT);
        assertThat(numbers(SelfTradePrevention.values(), WireNumber::of)).isEqualTo(prevention);
        for (Side side : Side.values()) {
            assertThat(WireNumber.side(WireNumber.of(side))).isEqualTo(side);
        }
        for (SelfTradePrevention each : SelfTradePrevention.values()) {
            assertThat(WireNumber.prevention(WireNumber.of(each))).isEqualTo(each);
        }
    }

    @Test
    void shouldKnowWhichNumbersHaveAMeaning() {
        for (int number = 0; number < 256; number++) {
            int each = number;
            assertThat(WireNumber.isSide(number))
                    .isEqualTo(has(Side.values(), WireNumber::of, each));
            assertThat(WireNumber.isPrevention(number))
                    .isEqualTo(has(SelfTradePrevention.values(), WireNumber::of, each));
            assertThat(WireNumber.isOrderType(number))
                    .isEqualTo(has(OrderType.values(), OrderType::number, each));
            assertThat(WireNumber.isCondition(number))
                    .isEqualTo(has(Condition.values(), Condition::number, each));
            assertThat(WireNumber.isFigure(number))
                    .isEqualTo(has(MarketFigure.values(), MarketFigure::number, each));
            assertThat(WireNumber.isTimeInForce(number))
                    .isEqualTo(has(TimeInForce.values(), TimeInForce::number, each));
            assertThat(WireNumber.isMarketStatus(number))
                    .isEqualTo(has(MarketStatus.values(), MarketStatus::number, each));
            assertThat(WireNumber.isAccountStatus(number))
                    .isEqualTo(has(AccountStatus.values(), AccountStatus::number, each));
            assertThat(WireNumber.isMarketCreators(number))
                    .isEqualTo(has(MarketCreators.values(), MarketCreators::number, each));
            assertThat(WireNumber.isReplaceMode(number))
                    .isEqualTo(has(ReplaceMode.values(), ReplaceMode::number, each));
        }
    }

    private static <E> boolean has(E[] values, ToIntFunction<E> number, int wanted) {
        for (E value : values) {
            if (number.applyAsInt(value) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static <E extends Enum<E>> Map<String, Integer> numbers(
            E[] values, ToIntFunction<E> number) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (E value : values) {
            numbers.put(value.name(), number.applyAsInt(value));
        }
        return numbers;
    }

    private static <E extends Enum<E>> Map<String, Integer> schema(
            E[] values, ToIntFunction<E> number) {
        Map<String, Integer> numbers = numbers(values, number);
        numbers.remove("NULL_VAL");
        return numbers;
    }
}
