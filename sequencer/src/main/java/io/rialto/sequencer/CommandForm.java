package io.rialto.sequencer;

import io.rialto.protocol.ActivateRulesDecoder;
import io.rialto.protocol.AmendOrderDecoder;
import io.rialto.protocol.BootstrapDecoder;
import io.rialto.protocol.CancelAllDecoder;
import io.rialto.protocol.CancelOrderDecoder;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.CreateAccountDecoder;
import io.rialto.protocol.CreateAssetDecoder;
import io.rialto.protocol.CreateFundDecoder;
import io.rialto.protocol.CreateMarketDecoder;
import io.rialto.protocol.CreateOptionDecoder;
import io.rialto.protocol.CreateOutcomeMarketDecoder;
import io.rialto.protocol.EditOutcomeMarketDecoder;
import io.rialto.protocol.ExerciseOptionDecoder;
import io.rialto.protocol.IssueDecoder;
import io.rialto.protocol.IssueTokenDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OpenGatewayDecoder;
import io.rialto.protocol.PlaceConditionalOrderDecoder;
import io.rialto.protocol.PlaceOrderDecoder;
import io.rialto.protocol.PreviewConditionalOrderDecoder;
import io.rialto.protocol.PreviewOrderDecoder;
import io.rialto.protocol.RedeemFundDecoder;
import io.rialto.protocol.ReplaceOrderDecoder;
import io.rialto.protocol.RevokeTokenDecoder;
import io.rialto.protocol.SetAdministratorDecoder;
import io.rialto.protocol.SetMarketFeesDecoder;
import io.rialto.protocol.SetMarketStatusDecoder;
import io.rialto.protocol.SetMarketViewerDecoder;
import io.rialto.protocol.SetMarketVisibilityDecoder;
import io.rialto.protocol.SetSelfTradeGroupDecoder;
import io.rialto.protocol.SettleMarketDecoder;
import io.rialto.protocol.UncrossMarketDecoder;
import io.rialto.protocol.WithdrawDecoder;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Whether bytes have the form of a command of this schema version: its fixed fields, a group or a
 * text where the command has one, and last a trace context or none; nothing missing and nothing more. Finds
 * where those lie.
 */
final class CommandForm {
    private static final int UNKNOWN = -1;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();

    private int template;
    private int textOffset;
    private int textLength;
    private int traceOffset;
    private int traceLength;

    /** Whether there are enough bytes to hold the two headers that every command begins with. */
    static boolean hasHeaders(int length) {
        return length >= MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;
    }

    /**
     * Looks at a command that has its headers.
     *
     * @return whether it has the form of what its template number says
     */
    boolean read(DirectBuffer command, int offset, int length) {
        textLength = 0;
        traceOffset = offset;
        traceLength = 0;
        messageHeader.wrap(command, offset);
        template = messageHeader.templateId();
        int blockLength = blockLength(template);
        if (messageHeader.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || messageHeader.version() != MessageHeaderDecoder.SCHEMA_VERSION
                || blockLength == UNKNOWN
                || messageHeader.blockLength() != blockLength) {
            return false;
        }
        int end = offset + length;
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        if (template == CreateFundDecoder.TEMPLATE_ID) {
            at = FundWire.end(command, at, end);
            if (at == FundWire.NONE) {
                return false;
            }
        }
        if (hasText(template)) {
            textOffset = at + Short.BYTES;
            if (textOffset > end) {
                return false;
            }
            textLength = command.getShort(at, ORDER) & 0xFFFF;
            at = textOffset + textLength;
        }
        if (at + Short.BYTES > end) {
            return false;
        }
        int trace = command.getShort(at, ORDER) & 0xFFFF;
        if (at + Short.BYTES + trace != end || (trace != 0 && trace != FrameWriter.TRACE_BYTES)) {
            return false;
        }
        traceOffset = at + Short.BYTES;
        traceLength = trace;
        return true;
    }

    /** As the message header says, whether there is such a command or not. */
    int template() {
        return template;
    }

    int traceOffset() {
        return traceOffset;
    }

    /** 0, or {@link FrameWriter#TRACE_BYTES}. */
    int traceLength() {
        return traceLength;
    }

    /** The command's text, empty where it has none. */
    String text(DirectBuffer command) {
        return WireText.text(command, textOffset, textLength);
    }

    private static boolean hasText(int template) {
        return switch (template) {
            case BootstrapDecoder.TEMPLATE_ID,
                    CreateAccountDecoder.TEMPLATE_ID,
                    IssueTokenDecoder.TEMPLATE_ID,
                    SetMarketStatusDecoder.TEMPLATE_ID,
                    SetMarketVisibilityDecoder.TEMPLATE_ID,
                    SetMarketViewerDecoder.TEMPLATE_ID,
                    IssueDecoder.TEMPLATE_ID,
                    WithdrawDecoder.TEMPLATE_ID,
                    CreateOutcomeMarketDecoder.TEMPLATE_ID,
                    EditOutcomeMarketDecoder.TEMPLATE_ID,
                    CreateOptionDecoder.TEMPLATE_ID,
                    SettleMarketDecoder.TEMPLATE_ID,
                    CreateFundDecoder.TEMPLATE_ID -> true;
            default ->
                ItemAdapter.knows(template)
                        ? ItemAdapter.hasText(template)
                        : CorrectionAdapter.knows(template)
                                || ProtectionAdapter.hasText(template)
                                || (AccountAdapter.knows(template)
                                        && AccountAdapter.hasText(template));
        };
    }

    /** Bytes of the fixed fields of a command; -1 for a template that is none. */
    static int blockLength(int template) {
        return switch (template) {
            case PlaceOrderDecoder.TEMPLATE_ID -> PlaceOrderDecoder.BLOCK_LENGTH;
            case AmendOrderDecoder.TEMPLATE_ID -> AmendOrderDecoder.BLOCK_LENGTH;
            case CancelOrderDecoder.TEMPLATE_ID -> CancelOrderDecoder.BLOCK_LENGTH;
            case ReplaceOrderDecoder.TEMPLATE_ID -> ReplaceOrderDecoder.BLOCK_LENGTH;
            case CancelAllDecoder.TEMPLATE_ID -> CancelAllDecoder.BLOCK_LENGTH;
            case PreviewOrderDecoder.TEMPLATE_ID -> PreviewOrderDecoder.BLOCK_LENGTH;
            case OpenGatewayDecoder.TEMPLATE_ID -> OpenGatewayDecoder.BLOCK_LENGTH;
            case BootstrapDecoder.TEMPLATE_ID -> BootstrapDecoder.BLOCK_LENGTH;
            case CreateAssetDecoder.TEMPLATE_ID -> CreateAssetDecoder.BLOCK_LENGTH;
            case CreateAccountDecoder.TEMPLATE_ID -> CreateAccountDecoder.BLOCK_LENGTH;
            case SetAdministratorDecoder.TEMPLATE_ID -> SetAdministratorDecoder.BLOCK_LENGTH;
            case IssueTokenDecoder.TEMPLATE_ID -> IssueTokenDecoder.BLOCK_LENGTH;
            case RevokeTokenDecoder.TEMPLATE_ID -> RevokeTokenDecoder.BLOCK_LENGTH;
            case CreateMarketDecoder.TEMPLATE_ID -> CreateMarketDecoder.BLOCK_LENGTH;
            case SetMarketStatusDecoder.TEMPLATE_ID -> SetMarketStatusDecoder.BLOCK_LENGTH;
            case SetMarketFeesDecoder.TEMPLATE_ID -> SetMarketFeesDecoder.BLOCK_LENGTH;
            case IssueDecoder.TEMPLATE_ID -> IssueDecoder.BLOCK_LENGTH;
            case WithdrawDecoder.TEMPLATE_ID -> WithdrawDecoder.BLOCK_LENGTH;
            case SetSelfTradeGroupDecoder.TEMPLATE_ID -> SetSelfTradeGroupDecoder.BLOCK_LENGTH;
            case ActivateRulesDecoder.TEMPLATE_ID -> ActivateRulesDecoder.BLOCK_LENGTH;
            case CreateOutcomeMarketDecoder.TEMPLATE_ID -> CreateOutcomeMarketDecoder.BLOCK_LENGTH;
            case EditOutcomeMarketDecoder.TEMPLATE_ID -> EditOutcomeMarketDecoder.BLOCK_LENGTH;
            case CreateOptionDecoder.TEMPLATE_ID -> CreateOptionDecoder.BLOCK_LENGTH;
            case ExerciseOptionDecoder.TEMPLATE_ID -> ExerciseOptionDecoder.BLOCK_LENGTH;
            case SettleMarketDecoder.TEMPLATE_ID -> SettleMarketDecoder.BLOCK_LENGTH;
            case CreateFundDecoder.TEMPLATE_ID -> CreateFundDecoder.BLOCK_LENGTH;
            case RedeemFundDecoder.TEMPLATE_ID -> RedeemFundDecoder.BLOCK_LENGTH;
            case SetMarketVisibilityDecoder.TEMPLATE_ID -> SetMarketVisibilityDecoder.BLOCK_LENGTH;
            case SetMarketViewerDecoder.TEMPLATE_ID -> SetMarketViewerDecoder.BLOCK_LENGTH;
            case PlaceConditionalOrderDecoder.TEMPLATE_ID ->
                PlaceConditionalOrderDecoder.BLOCK_LENGTH;
            case PreviewConditionalOrderDecoder.TEMPLATE_ID ->
                PreviewConditionalOrderDecoder.BLOCK_LENGTH;
            case UncrossMarketDecoder.TEMPLATE_ID -> UncrossMarketDecoder.BLOCK_LENGTH;
            default -> {
                if (ItemAdapter.knows(template)) {
                    yield ItemAdapter.blockLength(template);
                }
                yield AccountAdapter.knows(template)
                        ? AccountAdapter.blockLength(template)
                        : otherBlockLength(template);
            }
        };
    }

    private static int otherBlockLength(int template) {
        return CorrectionAdapter.knows(template)
                ? CorrectionAdapter.blockLength(template)
                : ProtectionAdapter.blockLength(template);
    }
}
