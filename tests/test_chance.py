"""Tests of what is known of chance: published worked numbers, then properties."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.chance import adjust_p

quick = settings(max_examples=25, deadline=None)


def test_adjust_p_benjamini_hochberg():
    # K11: R, p.adjust(p, "BH")
    result = adjust_p([0.01, 0.02, 0.03, 0.04, 0.05, 0.001, 0.8])
    expected = [0.035, 0.046667, 0.0525, 0.056, 0.058333, 0.007, 0.8]
    assert result == pytest.approx(expected, abs=1e-6)
    assert adjust_p([]).tolist() == []
    for wrong in ([1.2], [-0.1], [0.5, math.nan]):
        with pytest.raises(ValueError, match="between 0 and 1"):
            adjust_p(wrong)


@quick
@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusted_p_only_rises_and_keeps_the_order(p):
    result = adjust_p(p)
    assert (result >= np.array(p)).all()
    assert (result <= 1).all()
    assert (np.diff(result[np.argsort(p)]) >= 0).all()
