"""A cloth painted to a file: the program reads an order, and writes PNG or PDF.

Run in a process of its own by `press.printing`: it alone loads numpy, and all its memory is given back when
it ends. It opens no file and no connection.
"""

import sys
from collections.abc import Iterator

import msgspec

from weft.press.order import Order
from weft.press.pdf import DPI, pdf, within_cm
from weft.press.png import png
from weft.press.raster import Size, fitted, square, strips


def painted(order: Order) -> Iterator[bytes]:
    """The file in pieces. Raises ValueError for a cloth with nothing woven."""
    if not order.cloth.picks:
        raise ValueError("nothing is woven yet")
    if order.kind == "pdf":
        cloth, size = fitted(order.cloth, within_cm(order.wide, order.high))
        return pdf(strips(cloth, size), size, order.wide, order.high)
    if order.thread_px:
        size = square(order.cloth, order.thread_px)
        return png(strips(order.cloth, size), size, _DOTS_PER_METRE)
    cloth, size = fitted(order.cloth, Size(round(order.wide), round(order.high)))
    return png(strips(cloth, size), size, _DOTS_PER_METRE)


_DOTS_PER_METRE = round(DPI / 0.0254)


def main() -> int:
    """Paint what was ordered on standard input; 0, or 1 when it cannot be painted."""
    try:
        order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
        for piece in painted(order):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except (msgspec.MsgspecError, ValueError, MemoryError, BrokenPipeError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
