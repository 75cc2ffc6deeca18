"""Decimals at the face, scaled integers on the wire, and nothing rounded in between."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Context, Decimal, Inexact, InvalidOperation

#: What a price, a quantity or an amount may be given as. Floats are refused: 0.1 is not one tenth.
Amount = Decimal | int | str

#: Decimals of a price on the wire.
PRICE_SCALE = 9

_INT64_MAX = 2**63 - 1
# Not the thread's context, which may round to a few digits.
_EXACT = Context(prec=80, traps=[Inexact, InvalidOperation])
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def to_decimal(scaled: int, scale: int) -> Decimal:
    """The decimal of a scaled integer, without zeroes at its end: 5025000000, 9 → 5.025."""
    return plain(Decimal(scaled).scaleb(-scale, _EXACT))


def plain(value: Decimal) -> Decimal:
    """The same without zeroes at its end, and without an exponent."""
    value = value.normalize(_EXACT)
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=_EXACT) if int(exponent) > 0 else value


def to_scaled(value: Amount, scale: int, what: str) -> int:
    """The scaled integer of a decimal.

    Raises TypeError for floats, ValueError for what the wire cannot say exactly.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise TypeError(f"{what} {value!r}: give a Decimal, an int or a text, not a float")
    try:
        scaled = Decimal(value).scaleb(scale, _EXACT)
        whole = scaled.to_integral_exact(context=_EXACT)
    except Inexact:
        raise ValueError(f"{what} {value} has more than {scale} decimals") from None
    except InvalidOperation:
        raise ValueError(f"{what} {value!r} is not a number") from None
    if not whole.is_finite() or abs(whole) > _INT64_MAX:
        raise ValueError(f"{what} {value} is out of range")
    return int(whole)


def to_nanos(instant: datetime) -> int:
    """Nanoseconds since 1970 of a time with a zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone: use datetime.now(timezone.utc)")
    return (instant - _EPOCH) // timedelta(microseconds=1) * 1_000


def to_time(nanos: int) -> datetime:
    """The time of nanoseconds since 1970, cut to microseconds."""
    return _EPOCH + timedelta(microseconds=nanos // 1_000)


def to_time_of_text(text: str) -> datetime:
    """The time of an instant of REST, cut to microseconds: 2030-01-31T17:30:00.123456789Z."""
    whole, _, fraction = text.removesuffix("Z").partition(".")
    micros = int(f"{fraction:0<6}"[:6])
    return datetime.fromisoformat(f"{whole}+00:00") + timedelta(microseconds=micros)
