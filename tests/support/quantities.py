"""What a reader of quantities must refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.language.quantities import QuantityError

if TYPE_CHECKING:
    from collections.abc import Callable


def refusal(read: Callable[[], object]) -> QuantityError:
    """Return the error that `read` must end with."""
    with pytest.raises(QuantityError) as caught:
        read()
    return caught.value
